package org.kalanjiyam.ocr.server.dispatch.web;

import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.QueueControl;
import org.kalanjiyam.ocr.server.dispatch.QueueControl.EngineQueue;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.task.EngineQueues.State;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/queues}: what waits for each engine, held or let go on, for administrators. */
@RestController
class QueuesApiController {
  private final QueueControl queues;

  QueuesApiController(QueueControl queues) {
    this.queues = queues;
  }

  @GetMapping("/api/v1/queues")
  List<EngineQueue> all() {
    return queues.all();
  }

  /** Hands nothing out from now on; pages that no worker has begun come back. */
  @PostMapping("/api/v1/queues/{engine}/pause")
  EngineQueue pause(@PathVariable String engine, Person person) {
    return set(engine, State.PAUSED, person);
  }

  /** Takes no new task; those that there are go on to their end. */
  @PostMapping("/api/v1/queues/{engine}/drain")
  EngineQueue drain(@PathVariable String engine, Person person) {
    return set(engine, State.DRAINING, person);
  }

  @PostMapping("/api/v1/queues/{engine}/resume")
  EngineQueue resume(@PathVariable String engine, Person person) {
    return set(engine, State.OPEN, person);
  }

  private EngineQueue set(String engine, State state, Person person) {
    return switch (queues.set(engine, state, person)) {
      case DONE -> queue(engine);
      case AS_IT_WAS ->
          throw ApiProblem.of(
              HttpStatus.CONFLICT,
              "Not in this state",
              "The queue is %s already.".formatted(state.word()),
              Map.of("queue", queue(engine)));
      case UNKNOWN_ENGINE -> throw unknown(engine);
    };
  }

  private EngineQueue queue(String engine) {
    return queues.all().stream()
        .filter(one -> one.engine().equals(engine))
        .findFirst()
        .orElseThrow(() -> unknown(engine));
  }

  private static ErrorResponseException unknown(String engine) {
    return ApiProblem.of(
        HttpStatus.NOT_FOUND, "No such engine", "No engine here is called '" + engine + "'.");
  }
}
