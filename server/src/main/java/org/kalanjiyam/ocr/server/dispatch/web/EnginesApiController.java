package org.kalanjiyam.ocr.server.dispatch.web;

import java.time.Instant;
import java.util.List;
import org.kalanjiyam.ocr.server.dispatch.Engines;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.dispatch.Workers;
import org.kalanjiyam.ocr.work.WorkerAnnouncement.PageInWork;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/engines} and {@code /api/v1/workers}. */
@RestController
class EnginesApiController {
  private final Engines engines;
  private final Workers workers;

  EnginesApiController(Engines engines, Workers workers) {
    this.engines = engines;
    this.workers = workers;
  }

  /** A worker process as programs see it. */
  record WorkerView(
      String name,
      String host,
      int slots,
      List<String> engines,
      String engineVersion,
      String software,
      List<PageInWork> pagesInWork,
      Instant startedAt,
      Instant lastHeardOf,
      boolean silent) {}

  @GetMapping("/api/v1/engines")
  List<Engine> engines() {
    return engines.all();
  }

  @GetMapping("/api/v1/workers")
  List<WorkerView> workers() {
    return workers.all().stream()
        .map(
            heard -> {
              var said = heard.announcement();
              return new WorkerView(
                  said.worker(),
                  said.host(),
                  said.slots(),
                  List.of(said.engine()),
                  said.engineVersion(),
                  said.software(),
                  said.pages(),
                  said.startedAt(),
                  heard.at(),
                  heard.silent());
            })
        .toList();
  }
}
