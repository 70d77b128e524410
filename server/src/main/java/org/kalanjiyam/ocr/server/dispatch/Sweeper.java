package org.kalanjiyam.ocr.server.dispatch;

import java.time.Duration;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Puts right what was cut off: pages whose delay is over, pages that have been out for longer than
 * they can be. Each change is a transaction of its own that checks again, so that several servers
 * may sweep at once.
 */
@Component
class Sweeper {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final PageFlow flow;
  private final EngineLimits limits;
  private final Duration unclaimed;
  private boolean inTrouble;

  Sweeper(
      PageFlow flow,
      EngineLimits limits,
      @Value("${kalanjiyam.unclaimed-limit:10m}") Duration unclaimed) {
    this.flow = flow;
    this.limits = limits;
    this.unclaimed = unclaimed;
  }

  @Scheduled(fixedDelay = 1000)
  void sweep() {
    try {
      flow.tasksWithDueDelays().forEach(flow::endDelays);
      flow.overdue(limits.longest().plus(GRACE), unclaimed)
          .forEach(
              page -> {
                log.warn(
                    "Page {} of task {} has been out for too long; it is sent again",
                    page.page(),
                    page.taskId());
                flow.recall(page);
              });
      inTrouble = false;
    } catch (DataAccessException | TransactionException e) {
      if (!inTrouble) {
        log.warn("The sweep was cut off ({}); trying again every second", e.getMessage());
        inTrouble = true;
      }
    }
  }
}
