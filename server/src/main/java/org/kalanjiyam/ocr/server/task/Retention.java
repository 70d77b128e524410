package org.kalanjiyam.ocr.server.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How long the history is kept: for ever, unless {@code kalanjiyam.history.keep-days} says
 * otherwise. Texts and the audit log stay in any case.
 */
@Component
class Retention {
  private static final Logger log = LoggerFactory.getLogger(Retention.class);
  private static final int BATCH = 500;

  private final TaskTable tasks;
  private final Clock clock;
  private final int keepDays;

  Retention(TaskTable tasks, Clock clock, HistoryProperties history) {
    this.tasks = tasks;
    this.clock = clock;
    this.keepDays = history.keepDays();
  }

  @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
  void forget() {
    if (keepDays > 0) {
      forgetEndedBefore(clock.instant().minus(Duration.ofDays(keepDays)));
    }
  }

  int forgetEndedBefore(Instant then) {
    int all = 0;
    for (int deleted = BATCH; deleted == BATCH; all += deleted) {
      deleted = tasks.deleteEndedBefore(then, BATCH);
    }
    if (all > 0) {
      log.info("{} tasks that ended before {} are forgotten", all, then);
    }
    return all;
  }
}
