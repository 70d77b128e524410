package org.kalanjiyam.ocr.server.task;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Steps of locked tasks: counts, status, event. Ends a task when its last page ends. */
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

  /**
   * One step of one task; a task has at most one in a call.
   *
   * @param locked the task as it was locked in this transaction
   * @param pages numbers of the pages that it happens to, none if to the task as a whole
   */
  record Step(Task locked, TaskDelta delta, Change change, List<Integer> pages) {
    /** The delta, and what follows from it: the end of the task, or that it stays paused. */
    TaskDelta whole() {
      PageCounts before = locked.counts();
      boolean open =
          before.queued() + delta.queued() + before.active() + delta.active() > 0
              || !locked.active()
              || delta.status() != null && !delta.status().active();
      if (!open) {
        boolean clean = before.failed() + delta.failed() == 0;
        return delta.to(clean ? TaskStatus.SUCCESS : TaskStatus.FAILURE).pausedBecause(null);
      }
      return delta.status() == null && locked.status() == TaskStatus.PAUSED
          ? delta.pausedBecause(locked.pauseReason())
          : delta;
    }
  }

  Instant now() {
    return clock.instant();
  }

  /** Tells of something that happened in this transaction, besides a step. */
  void tell(Object event) {
    events.publishEvent(event);
  }

  /** Applies a step to the task as a whole. */
  Task apply(Task locked, TaskDelta delta, Change change) {
    return apply(new Step(locked, delta, change, List.of()));
  }

  /** Applies a step. */
  Task apply(Step step) {
    return apply(List.of(step)).getFirst();
  }

  /**
   * Applies steps of different tasks in one statement; the tasks as they are then, in that order.
   */
  List<Task> apply(List<Step> steps) {
    List<Task> changed = new ArrayList<>(steps.size());
    for (Task task : tasks.apply(steps, now())) {
      Step step = steps.get(changed.size());
      Change what =
          !task.active() && step.change() != Change.CANCELLED ? Change.ENDED : step.change();
      events.publishEvent(new TaskChanged(task, what, step.pages()));
      changed.add(task);
    }
    return changed;
  }
}
