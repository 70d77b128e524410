package org.kalanjiyam.ocr.server.task;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.ChangeResult.Changed;
import org.kalanjiyam.ocr.server.task.ChangeResult.NotNow;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people do with tasks: pause, resume, cancel, retry, look. Every change is one transaction
 * that takes the task's row first; {@link TaskChanged} follows its commit. Thread-safe, and safe
 * over several servers on one database.
 */
@Service
public class Tasks {
  private final TaskTable tasks;
  private final TaskPageTable pages;
  private final TaskSteps steps;
  private final Audit audit;

  Tasks(TaskTable tasks, TaskPageTable pages, TaskSteps steps, Audit audit) {
    this.tasks = tasks;
    this.pages = pages;
    this.steps = steps;
    this.audit = audit;
  }

  /** The task with this id. */
  public Optional<Task> find(UUID id) {
    return tasks.find(id);
  }

  /** The project's active task. */
  public Optional<Task> activeOf(Project project) {
    return tasks.active(project.id());
  }

  /** The project's newest task that has ended. */
  public Optional<Task> newestEndedOf(Project project) {
    return tasks.newestEnded(project.id());
  }

  /**
   * Active tasks in order of their ids.
   *
   * @param after the last id already seen, or null
   */
  public List<Task> active(@Nullable UUID after, int most) {
    return tasks.activeAfter(after, most);
  }

  /** Tasks that should get on, and have not changed since then; the most recently silent first. */
  public List<Task> silentSince(Instant then, int most) {
    return tasks.silentSince(then, most);
  }

  /** Ended tasks of which Redis was not told yet. */
  public List<Task> endedButNotCleared(int most) {
    return tasks.endedButNotCleared(most);
  }

  /** Remembers that Redis was told of the task's end. */
  @Transactional
  public void markCleared(UUID id) {
    tasks.markCleared(id);
  }

  /** Holds a task: pages in work finish, no other begins. */
  @Transactional
  public Optional<ChangeResult> pause(UUID id, Person by) {
    return tasks.lock(id).map(task -> pause(task, by));
  }

  private ChangeResult pause(Task task, Person by) {
    return switch (task.status()) {
      case PENDING, PROGRESS -> {
        audit.record(by, "task.pause", task.id(), task.projectSlug(), null);
        yield new Changed(hold(task, null));
      }
      case PAUSED -> new NotNow(task, "The task is paused already.");
      case SUCCESS, FAILURE, REVOKED -> new NotNow(task, "The task has ended.");
    };
  }

  /** Pauses a locked task; also used when its engine is in trouble. */
  Task hold(Task task, @Nullable String reason) {
    int withdrawn = pages.withdrawUnclaimed(task.id());
    return steps.apply(
        task,
        TaskDelta.NONE.waiting(withdrawn).to(TaskStatus.PAUSED).pausedBecause(reason),
        Change.PAUSED);
  }

  /** Lets a paused task go on. */
  @Transactional
  public Optional<ChangeResult> resume(UUID id, Person by) {
    return tasks.lock(id).map(task -> resume(task, by));
  }

  private ChangeResult resume(Task task, Person by) {
    if (task.status() != TaskStatus.PAUSED) {
      return new NotNow(task, "Only a paused task can go on; this one is " + task.status() + ".");
    }
    audit.record(by, "task.resume", task.id(), task.projectSlug(), null);
    tasks.endFailureStreak(task.id());
    TaskStatus next = task.begunAt() == null ? TaskStatus.PENDING : TaskStatus.PROGRESS;
    return new Changed(steps.apply(task, TaskDelta.NONE.to(next), Change.RESUMED));
  }

  /** Ends a task: no further page begins, pages in work are dropped, what is done stays. */
  @Transactional
  public Optional<ChangeResult> cancel(UUID id, Person by) {
    return tasks.lock(id).map(task -> cancel(task, by));
  }

  private ChangeResult cancel(Task task, Person by) {
    if (!task.active()) {
      return new NotNow(task, "The task has ended already.");
    }
    audit.record(by, "task.cancel", task.id(), task.projectSlug(), null);
    pages.revokeOpen(task.id(), task.version() + 1, steps.now());
    int waiting = tasks.waiting(task.id());
    TaskDelta delta =
        TaskDelta.move(PageStatus.QUEUED, PageStatus.REVOKED, task.counts().queued())
            .add(PageStatus.ACTIVE, -task.counts().active())
            .add(PageStatus.REVOKED, task.counts().active())
            .waiting(-waiting);
    return new Changed(steps.apply(task, delta.to(TaskStatus.REVOKED), Change.CANCELLED));
  }

  /** Puts a page that somebody looks at before the others, while it waits. */
  @Transactional
  public void putFirst(UUID id, int page) {
    pages.putFirst(id, page);
  }
}
