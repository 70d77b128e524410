package org.kalanjiyam.ocr.server.administration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.dispatch.Workers;
import org.kalanjiyam.ocr.server.statistics.WorkerActivity;
import org.kalanjiyam.ocr.server.statistics.WorkerActivity.Failure;
import org.kalanjiyam.ocr.server.statistics.WorkerActivity.Recent;
import org.springframework.stereotype.Component;

/** The workers with what they did of late. */
@Component
public final class WorkerList {
  /** No more are shown. */
  private static final int MOST = 500;

  private final Workers workers;
  private final WorkerActivity activity;

  WorkerList(Workers workers, WorkerActivity activity) {
    this.workers = workers;
    this.activity = activity;
  }

  /**
   * A worker process.
   *
   * @param pagesPerMinute over the last five minutes
   * @param lastError the last page that failed on it; null: none did of late
   */
  public record Worker(
      String name,
      String host,
      String engine,
      int slots,
      int pagesInWork,
      Instant lastHeardOf,
      boolean silent,
      double pagesPerMinute,
      @Nullable Failure lastError) {}

  /** All that are known, by host and name. */
  public List<Worker> all() {
    Map<String, Recent> recent = activity.recent();
    return workers.all().stream()
        .limit(MOST)
        .map(
            heard -> {
              var said = heard.announcement();
              Recent did = recent.getOrDefault(said.worker(), Recent.NOTHING);
              return new Worker(
                  said.worker(),
                  said.host(),
                  said.engine(),
                  said.slots(),
                  said.pages().size(),
                  heard.at(),
                  heard.silent(),
                  did.pagesPerMinute(),
                  did.error());
            })
        .toList();
  }
}
