package org.kalanjiyam.ocr.server.dispatch;

import java.time.Duration;
import org.kalanjiyam.ocr.server.task.LoggedPage;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Puts right what was cut off: pages whose delay is over, pages that have been out for longer than
 * they can be. Each change is a transaction of its own that checks again, so that several servers
 * may sweep at once.
 *
 * <p>The first sweep takes back every page that no worker has taken: the server may have died
 * between giving it out in SQL and sending its message. Where the message was sent after all, the
 * worker that gets it is told that nobody waits for it.
 */
@Component
class Sweeper {
  private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final PageFlow flow;
  private final EngineLimits limits;
  private final Duration unclaimed;
  private boolean swept;
  private boolean inTrouble;

  Sweeper(PageFlow flow, EngineLimits limits, DispatchProperties properties) {
    this.flow = flow;
    this.limits = limits;
    this.unclaimed = properties.unclaimedLimit();
  }

  @Scheduled(fixedDelay = 1000)
  void sweep() {
    try {
      flow.tasksWithDueDelays().forEach(flow::endDelays);
      flow.overdue(limits.longest().plus(GRACE), swept ? unclaimed : Duration.ZERO)
          .forEach(
              page -> {
                try (var logged = LoggedPage.of(page.taskId(), page.page())) {
                  log.info(
                      "Page {} of task {} was given out and never taken, or takes too long; it is"
                          + " sent again",
                      page.page(),
                      page.taskId());
                }
                flow.recall(page);
              });
      swept = true;
      inTrouble = false;
    } catch (DataAccessException | TransactionException e) {
      if (!inTrouble) {
        log.warn("The sweep was cut off ({}); trying again every second", e.getMessage());
        inTrouble = true;
      }
    }
  }
}
