package org.kalanjiyam.ocr.server.tracking;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskChanged;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Follows the tasks: after each commit Redis hears what SQL knows. What was missed (a crash between
 * the two, an outage, an emptied Redis) is put right within a few seconds.
 */
@Component
class RecordWriter {
  private static final Logger log = LoggerFactory.getLogger(RecordWriter.class);
  private static final int BATCH = 500;

  private final Records records;
  private final Tasks tasks;
  private final Estimates estimates;
  private final ObjectProvider<CeleryCompatibility> celery;

  RecordWriter(
      Records records,
      Tasks tasks,
      Estimates estimates,
      ObjectProvider<CeleryCompatibility> celery) {
    this.records = records;
    this.tasks = tasks;
    this.estimates = estimates;
    this.celery = celery;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void on(TaskChanged event) {
    track(event.task());
  }

  /** Writes a task's records, or removes them if it has ended. */
  boolean track(Task task) {
    Progress progress = Progress.of(task, estimates.of(task));
    if (task.active()) {
      boolean written = records.put(TaskRecord.of(task), progress);
      log.debug("Record of task {} of {} stored: {}", task.id(), task.projectSlug(), written);
      return written;
    }
    boolean cleared = records.end(TaskRecord.of(task), progress);
    log.debug("Record of task {} of {} cleared: {}", task.id(), task.projectSlug(), cleared);
    return cleared;
  }

  /** Notices that Redis came back, or was emptied, and writes all records again. */
  @Scheduled(fixedDelay = 1000)
  void putRight() {
    try {
      if (records.cameBack() | records.wasEmptied()) {
        writeAll();
      }
      clearEnded();
    } catch (DataAccessException | TransactionException e) {
      log.debug("Records are put right later: {}", e.getMessage());
    }
  }

  private void writeAll() {
    int count = 0;
    @Nullable UUID last = null;
    List<Task> batch;
    do {
      batch = tasks.active(last, BATCH);
      for (Task task : batch) {
        track(task);
        celery.ifAvailable(compatible -> compatible.writeAll(task));
        last = task.id();
        count++;
      }
    } while (batch.size() == BATCH);
    log.info("Records of {} active tasks written to Redis again", count);
  }

  /** Tells Redis of ends that it may have missed. */
  private void clearEnded() {
    for (Task task : tasks.endedButNotCleared(BATCH)) {
      if (!track(task)) {
        return;
      }
      tasks.markCleared(task.id());
    }
  }
}
