package org.kalanjiyam.ocr.server.task;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.EngineCatalogue.Choice;
import org.kalanjiyam.ocr.server.task.StartResult.AlreadyActive;
import org.kalanjiyam.ocr.server.task.StartResult.NothingToDo;
import org.kalanjiyam.ocr.server.task.StartResult.ProjectNotReady;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.StartResult.UnknownEngine;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts tasks: one transaction that adds the task and its pages, guarded by the unique index "one
 * active task a project", so that two tabs or two servers can never start a project twice.
 */
@Service
public class TaskStart {
  private static final int TRIES = 5;

  private final TaskTable tasks;
  private final TaskPageTable pages;
  private final TaskSteps steps;
  private final EngineCatalogue engines;
  private final Audit audit;
  private final TransactionTemplate transaction;
  private final Supplier<UUID> ids;

  TaskStart(
      TaskTable tasks,
      TaskPageTable pages,
      TaskSteps steps,
      EngineCatalogue engines,
      Audit audit,
      TransactionTemplate transaction,
      Supplier<UUID> taskIds) {
    this.tasks = tasks;
    this.pages = pages;
    this.steps = steps;
    this.engines = engines;
    this.audit = audit;
    this.transaction = transaction;
    this.ids = taskIds;
  }

  /** Starts a task, or says why not; must not be called inside a transaction. */
  public StartResult start(Project project, StartRequest request, Person by) {
    switch (project.status()) {
      case IMPORTING -> {
        return new ProjectNotReady("The book's pages are still being read in; try again shortly.");
      }
      case FAILED -> {
        return new ProjectNotReady("The book could not be read in, so there is nothing to read.");
      }
      case READY -> {}
    }
    return switch (engines.choose(request.engine(), request.language())) {
      case Choice.Unknown unknown -> new UnknownEngine(unknown.reason());
      case Choice.Known known -> startKnown(project, request, known, by);
    };
  }

  /** Starts a new task for the pages that failed in an ended one, with its engine and language. */
  public StartResult retry(Project project, Task ended, @Nullable PageSelection only, Person by) {
    return start(
        project,
        new StartRequest(
            ended.engine(), ended.language(), Scope.FAILED, only, ended.priority(), ended.id()),
        by);
  }

  private StartResult startKnown(
      Project project, StartRequest asked, Choice.Known known, Person by) {
    StartRequest request = resolved(project, asked, known);
    for (int i = 0; i < TRIES; i++) {
      Optional<StartResult> result =
          requireNonNull(
              transaction.execute(
                  status -> {
                    Optional<StartResult> tried = tryStart(project, request, known, by);
                    if (tried.filter(Started.class::isInstance).isEmpty()) {
                      status.setRollbackOnly();
                    }
                    return tried;
                  }));
      if (result.isPresent()) {
        return result.get();
      }
    }
    return new ProjectNotReady("Another task of this book ends just now; try again.");
  }

  private StartRequest resolved(Project project, StartRequest asked, Choice.Known known) {
    @Nullable UUID retryOf = asked.retryOf();
    if (asked.scope() == Scope.FAILED && retryOf == null) {
      retryOf = tasks.newestEnded(project.id()).map(Task::id).orElse(null);
    }
    return new StartRequest(
        known.engine(), known.language(), asked.scope(), asked.pages(), asked.priority(), retryOf);
  }

  /** Empty if another task of the project was active, and ended before it could be looked at. */
  private Optional<StartResult> tryStart(
      Project project, StartRequest request, Choice.Known known, Person by) {
    UUID id = ids.get();
    if (!tasks.insert(id, project.id(), project.slug(), request, by.id(), steps.now())) {
      return tasks.active(project.id()).map(AlreadyActive::new);
    }
    boolean reread = request.scope() != Scope.UNEDITED || request.pages() != null;
    pages.insert(
        id, project.id(), request, reread ? null : known.version().orElse(null), steps.now());
    int queued = pages.count(id, PageStatus.QUEUED);
    int done = pages.count(id, PageStatus.DONE);
    if (queued + done == 0) {
      return Optional.of(new NothingToDo(whyNothing(project, request)));
    }
    tasks.setPages(id, queued, done, steps.now());
    audit.record(
        by, "task.start", id, project.slug(), request.engine() + ", " + request.language());
    Task task = tasks.lock(id).orElseThrow();
    return Optional.of(new Started(steps.take(task, TaskDelta.NONE, Change.STARTED)));
  }

  private static String whyNothing(Project project, StartRequest request) {
    if (project.pageCount() == 0) {
      return "The book has no pages.";
    }
    return switch (request.scope()) {
      case FAILED -> "No page failed in the book's last task, so there is nothing to read again.";
      case UNEDITED ->
          request.pages() == null
              ? "People have edited all pages of the book. To read them again, choose all pages;"
                  + " the edited text stays as an older revision."
              : "Of the pages asked for, the book has none that nobody has edited.";
      case ALL -> "The book has none of the pages asked for.";
    };
  }
}
