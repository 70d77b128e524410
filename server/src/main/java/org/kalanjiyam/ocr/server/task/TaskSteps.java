package org.kalanjiyam.ocr.server.task;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** One step of a locked task: counts, status, event. Ends the task when its last page ends. */
@Component
class TaskSteps {
  private final TaskTable tasks;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  TaskSteps(TaskTable tasks, ApplicationEventPublisher events, Clock clock) {
    this.tasks = tasks;
    this.events = events;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** Applies a step to the task as a whole. */
  Task take(Task locked, TaskDelta delta, Change change) {
    return take(locked, delta, change, null);
  }

  /**
   * Applies a step.
   *
   * @param locked the task as it was locked in this transaction
   * @param page number of the page that it happens to, null if to the task as a whole
   */
  Task take(Task locked, TaskDelta delta, Change change, @Nullable Integer page) {
    PageCounts before = locked.counts();
    boolean open =
        before.queued() + delta.queued() + before.active() + delta.active() > 0
            || !locked.active()
            || delta.status() != null && !delta.status().active();
    TaskDelta whole = delta;
    if (!open) {
      boolean clean = before.failed() + delta.failed() == 0;
      whole = delta.to(clean ? TaskStatus.SUCCESS : TaskStatus.FAILURE).pausedBecause(null);
    } else if (delta.status() == null && locked.status() == TaskStatus.PAUSED) {
      whole = delta.pausedBecause(locked.pauseReason());
    }
    Task task = tasks.apply(locked.id(), whole, now());
    Change what = !task.active() && change != Change.CANCELLED ? Change.ENDED : change;
    events.publishEvent(new TaskChanged(task, what, page));
    return task;
  }
}
