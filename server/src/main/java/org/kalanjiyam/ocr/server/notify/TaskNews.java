package org.kalanjiyam.ocr.server.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.progress.Stall;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskChanged;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Turns what happens to tasks into news. What ends or pauses a task and the news of it are one
 * transaction; that a task stalls is found by looking, on any server, and told once.
 */
@Component
class TaskNews {
  private static final int AT_ONCE = 200;

  private final Outbox outbox;
  private final Tasks tasks;
  private final Estimates estimates;
  private final Clock clock;
  private final Duration stallAfter;

  TaskNews(
      Outbox outbox, Tasks tasks, Estimates estimates, Clock clock, NotifyProperties properties) {
    this.outbox = outbox;
    this.tasks = tasks;
    this.estimates = estimates;
    this.clock = clock;
    this.stallAfter = properties.stallAfter();
  }

  /** In the transaction of the change. */
  @EventListener
  void on(TaskChanged event) {
    Task task = event.task();
    if (!task.purpose().makesPageTexts()) {
      return;
    }
    switch (event.change()) {
      case ENDED ->
          outbox.put(
              task, task.status() == TaskStatus.SUCCESS ? TaskEvent.ENDED : TaskEvent.FAILED, null);
      case PAUSED -> tellOfPause(task, task.pauseReason());
      default -> {
        // no news
      }
    }
  }

  /** A person's own pause is no news to them. */
  private void tellOfPause(Task task, @Nullable String reason) {
    if (reason != null) {
      outbox.put(task, TaskEvent.PAUSED, reason);
    }
  }

  @Scheduled(fixedDelayString = "PT30S", initialDelayString = "PT30S")
  void lookForStalls() {
    Instant before = clock.instant().minus(stallAfter);
    for (Task task : tasks.silentSince(before, AT_ONCE)) {
      Stall stall = task.purpose().makesPageTexts() ? estimates.of(task).stall() : null;
      if (stall != null && stall.silent().compareTo(stallAfter) >= 0) {
        outbox.put(task, TaskEvent.STALLED, null);
      }
    }
  }
}
