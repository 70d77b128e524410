package org.kalanjiyam.ocr.server.dispatch;

import java.util.List;
import org.kalanjiyam.ocr.server.task.LoggedPage;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.PageReturned;
import org.kalanjiyam.ocr.server.task.PagesEnded;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;
import org.kalanjiyam.ocr.server.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * At DEBUG, a line for each hand-out, return and end of a page, with its task and number as fields.
 */
@Component
class PageLog {
  private static final Logger log = LoggerFactory.getLogger(PageLog.class);

  /** The broker has the pages; what gave them their tickets may not be committed yet. */
  void sent(String engine, List<Handout> pages) {
    if (!log.isDebugEnabled()) {
      return;
    }
    for (Handout page : pages) {
      try (var logged = LoggedPage.of(page.task().id(), page.page())) {
        log.debug("Page {} sent to {}, attempt {}", page.page(), engine, page.attempt());
      }
    }
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(PageReturned event) {
    try (var logged = LoggedPage.of(event.task().id(), event.page())) {
      log.debug("Page {} goes back: {}", event.page(), event.cause());
    }
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(PagesEnded event) {
    if (log.isDebugEnabled()) {
      event.pages().forEach(page -> tell(event.task(), page));
    }
  }

  private static void tell(Task task, EndedPage page) {
    try (var logged = LoggedPage.of(task.id(), page.page())) {
      String cause = page.cause() == null ? "" : ": " + page.cause();
      log.debug("Page {} ended {}{}", page.page(), page.status(), cause);
    }
  }
}
