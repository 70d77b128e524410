package org.kalanjiyam.ocr.server.tracking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskChanged;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
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
 * Follows the tasks: after each commit Redis hears what SQL knows, but that a page has begun no
 * later than {@value #BEGUN_TOLD_MILLIS} ms after it. What was missed (a crash between the two, an
 * outage, an emptied Redis) is put right within a few seconds.
 */
@Component
class RecordWriter implements DisposableBean {
  private static final Logger log = LoggerFactory.getLogger(RecordWriter.class);
  private static final int BATCH = 500;

  /** That a page has begun is told with the next change of its task, or so soon by itself. */
  private static final long BEGUN_TOLD_MILLIS = 100;

  private final Records records;
  private final Tasks tasks;
  private final Estimates estimates;
  private final ObjectProvider<CeleryCompatibility> celery;
  private final ThreadLocal<List<CompletableFuture<Boolean>>> sent =
      ThreadLocal.withInitial(ArrayList::new);

  /** The newest state of tasks of which pages have begun that Redis has not heard of. */
  private final Map<UUID, Task> begun = new ConcurrentHashMap<>();

  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("records").daemon().factory());

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
    Task task = event.task();
    if (event.change() == Change.PAGE_BEGAN) {
      tellLater(task);
      return;
    }
    begun.remove(task.id());
    Estimate estimate = event.pages().isEmpty() ? estimates.of(task) : estimates.ofMoving(task);
    sent.get().add(write(task, estimate));
  }

  /** An older version that this lets through is refused by Redis. */
  private void tellLater(Task task) {
    if (begun.put(task.id(), task) == null) {
      later.schedule(() -> tellOfBegun(task.id()), BEGUN_TOLD_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tellOfBegun(UUID id) {
    Task task = begun.remove(id);
    if (task != null) {
      write(task, estimates.ofMoving(task));
    }
  }

  /** All that a transaction's changes wrote goes out together; then one wait for all answers. */
  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMPLETION)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void whenAllAreSent(TaskChanged event) {
    sent.get().forEach(CompletableFuture::join);
    sent.remove();
  }

  /** Writes a task's records, or removes them if it has ended. */
  boolean track(Task task) {
    return write(task, estimates.of(task)).join();
  }

  private CompletableFuture<Boolean> write(Task task, Estimate estimate) {
    Progress progress = Progress.of(task, estimate);
    TaskRecord record = TaskRecord.of(task);
    CompletableFuture<Boolean> written;
    if (!task.active()) {
      written = records.end(record, progress);
    } else if (task.purpose().makesPageTexts()) {
      written = records.put(record, progress);
    } else {
      written = records.putProgress(record, progress);
    }
    String what = task.active() ? "stored" : "cleared";
    return written.whenComplete(
        (done, failure) ->
            log.debug("Record of task {} of {} {}: {}", task.id(), task.projectSlug(), what, done));
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
      batch.stream()
          .map(task -> write(task, estimates.of(task)))
          .toList()
          .forEach(CompletableFuture::join);
      for (Task task : batch) {
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

  @Override
  public void destroy() {
    later.shutdownNow();
  }
}
