package org.kalanjiyam.ocr.server.tracking;

import java.util.List;
import java.util.UUID;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskChanged;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Keeps {@link CeleryRecords}, where {@code KALANJIYAM_CELERY_COMPAT=true}. */
@Component
@ConditionalOnProperty("kalanjiyam.celery-compat")
class CeleryCompatibility {
  private final CeleryRecords records;
  private final TaskPages taskPages;

  CeleryCompatibility(CeleryRecords records, TaskPages taskPages) {
    this.records = records;
    this.taskPages = taskPages;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(TaskChanged event) {
    UUID id = event.task().id();
    switch (event.change()) {
      case STARTED, CANCELLED -> writeAll(event.task());
      case PAGE_BEGAN, PAGE_ENDED, PAGE_RETURNED, ENDED -> writePage(event, id);
      case PAUSED, RESUMED -> {}
    }
  }

  private void writePage(TaskChanged event, UUID id) {
    if (event.pages().isEmpty()) {
      writeAll(event.task());
    }
    for (int page : event.pages()) {
      taskPages.page(id, page).ifPresent(found -> records.putPage(id, found));
    }
  }

  /** Writes everything of a task: at its start, its cancellation, and after an outage of Redis. */
  void writeAll(Task task) {
    List<TaskPage> pages = taskPages.pages(task.id());
    records.putGroup(task.id(), pages);
    pages.stream()
        .filter(page -> page.status() != PageStatus.QUEUED)
        .forEach(page -> records.putPage(task.id(), page));
  }
}
