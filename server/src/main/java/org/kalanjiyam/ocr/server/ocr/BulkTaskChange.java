package org.kalanjiyam.ocr.server.ocr;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.Rights;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.ChangeResult;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.kalanjiyam.ocr.server.task.TaskHistory.Filter;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.TaskStart.EngineChoice;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.stereotype.Service;

/**
 * Pauses, resumes, cancels and retries all tasks that a filter finds and that the person may
 * control: each a change of its own, as if they had pressed its button. Thread-safe.
 */
@Service
public class BulkTaskChange {
  /** More are not changed by one request. */
  public static final int MOST = 500;

  private static final int MOST_REASONS = 20;

  private final TaskHistory history;
  private final Tasks tasks;
  private final TaskStart start;
  private final Projects projects;

  BulkTaskChange(TaskHistory history, Tasks tasks, TaskStart start, Projects projects) {
    this.history = history;
    this.tasks = tasks;
    this.start = start;
    this.projects = projects;
  }

  /**
   * What is wanted.
   *
   * @param engine for a retry: another than the tasks had, or null
   * @param language for a retry: another than the tasks had, or null
   */
  public record Wish(
      BulkAction action, Filter filter, @Nullable String engine, @Nullable String language) {}

  /** A task that was left as it is, and why, for a person. */
  public record LeftAlone(UUID taskId, String projectSlug, String reason) {}

  /**
   * What became of it.
   *
   * @param changed how many tasks were changed
   * @param unchanged how many could not be
   * @param reasons why, of the first of these
   * @param next where to go on, if there may be more; null: that was all
   */
  public record Outcome(int changed, int unchanged, List<LeftAlone> reasons, @Nullable UUID next) {}

  /** Changes at most {@value #MOST} tasks, newest first. */
  public Outcome change(Wish wish, Person by) {
    Filter filter = wish.filter();
    if (filter.status() != null && !wish.action().from().contains(filter.status())) {
      return new Outcome(0, 0, List.of(), null);
    }
    List<Task> found = history.find(own(filter, by), wish.action().from(), MOST);
    int changed = 0;
    List<LeftAlone> left = new ArrayList<>();
    for (Task task : found) {
      Optional<String> refusal = refusal(wish, task, by);
      if (refusal.isPresent()) {
        left.add(new LeftAlone(task.id(), task.projectSlug(), refusal.get()));
      } else {
        changed++;
      }
    }
    return new Outcome(
        changed,
        left.size(),
        List.copyOf(left.subList(0, Math.min(left.size(), MOST_REASONS))),
        found.size() == MOST ? found.getLast().id() : null);
  }

  /** Of somebody who is no administrator, just those that they started. */
  private static Filter own(Filter filter, Person by) {
    if (new Rights(by).administer()) {
      return filter;
    }
    String asked = filter.personName();
    if (asked != null && !asked.equals(by.name())) {
      throw new Refused("Only administrators change tasks of others.");
    }
    return filter.by(by.name());
  }

  private Optional<String> refusal(Wish wish, Task task, Person by) {
    return switch (wish.action()) {
      case PAUSE -> refusal(tasks.pause(task.id(), by));
      case RESUME -> refusal(tasks.resume(task.id(), by));
      case CANCEL -> refusal(tasks.cancel(task.id(), by));
      case RETRY -> retry(wish, task, by);
    };
  }

  private static Optional<String> refusal(Optional<ChangeResult> result) {
    return result
        .map(
            one ->
                switch (one) {
                  case ChangeResult.Changed changed -> Optional.<String>empty();
                  case ChangeResult.NotNow(Task same, String reason) -> Optional.of(reason);
                })
        .orElseGet(() -> Optional.of("The task is gone."));
  }

  /** Just the book's newest run: what failed in an older one may have been recognised since. */
  private Optional<String> retry(Wish wish, Task task, Person by) {
    if (history.newer(task).isPresent()) {
      return Optional.of("The book has a newer run.");
    }
    Project project = projects.bySlug(task.projectSlug()).orElse(null);
    if (project == null || !Objects.equals(task.projectId(), project.id())) {
      return Optional.of("The book is gone.");
    }
    EngineChoice choice =
        new EngineChoice(
            Objects.requireNonNullElse(wish.engine(), task.engine()),
            Objects.requireNonNullElse(wish.language(), task.language()));
    return start.retry(project, task, choice, Scope.FAILED, null, by).whyNot();
  }
}
