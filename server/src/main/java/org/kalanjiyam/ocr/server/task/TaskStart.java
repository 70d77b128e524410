package org.kalanjiyam.ocr.server.task;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.EngineCatalogue.Choice;
import org.kalanjiyam.ocr.server.task.PlannedPages.Reuse;
import org.kalanjiyam.ocr.server.task.StartResult.AlreadyActive;
import org.kalanjiyam.ocr.server.task.StartResult.AtLimit;
import org.kalanjiyam.ocr.server.task.StartResult.NotAllowed;
import org.kalanjiyam.ocr.server.task.StartResult.NothingToDo;
import org.kalanjiyam.ocr.server.task.StartResult.ProjectNotReady;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.StartResult.UnknownEngine;
import org.kalanjiyam.ocr.server.task.StartResult.UnknownPages;
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
  private final PlannedPages pages;
  private final TaskSteps steps;
  private final EngineCatalogue engines;
  private final StartLimits limits;
  private final Audit audit;
  private final TransactionTemplate transaction;
  private final Supplier<UUID> ids;

  TaskStart(
      TaskTable tasks,
      PlannedPages pages,
      TaskSteps steps,
      EngineCatalogue engines,
      StartLimits limits,
      Audit audit,
      TransactionTemplate transaction,
      Supplier<UUID> taskIds) {
    this.tasks = tasks;
    this.pages = pages;
    this.steps = steps;
    this.engines = engines;
    this.limits = limits;
    this.audit = audit;
    this.transaction = transaction;
    this.ids = taskIds;
  }

  /** Starts a task, or says why not; must not be called inside a transaction. */
  public StartResult start(Project project, StartRequest request, Person by) {
    if (request.priority() == Priority.HIGH && !by.role().covers(Role.ADMIN)) {
      return new NotAllowed(
          "Only administrators start tasks with high priority; choose normal or low.");
    }
    switch (project.status()) {
      case IMPORTING -> {
        return new ProjectNotReady("The book's pages are still being read in; try again shortly.");
      }
      case FAILED -> {
        return new ProjectNotReady(
            "The book could not be imported, so there is nothing to recognise.");
      }
      case READY -> {}
    }
    Optional<String> beyond = unknownPages(project, request.pages());
    if (beyond.isPresent()) {
      return new UnknownPages(beyond.get());
    }
    Optional<String> options = engines.refuseOptions(request.engine(), request.parameters());
    return switch (engines.choose(request.engine(), request.language())) {
      case Choice.Unknown unknown -> new UnknownEngine(unknown.reason());
      case Choice.Known known ->
          options
              .<StartResult>map(UnknownEngine::new)
              .orElseGet(() -> startKnown(project, request, known, by));
    };
  }

  /**
   * Starts a new task that follows an ended one, with its engine and language, and its priority as
   * far as the person may ask for it.
   *
   * @param scope {@code FAILED}: those that failed in that task
   * @param only just these pages, or null for all that the scope takes in
   */
  public StartResult retry(
      Project project, Task ended, Scope scope, @Nullable PageSelection only, Person by) {
    return retry(
        project, ended, new EngineChoice(ended.engine(), ended.language()), scope, only, by);
  }

  /** What a text is made by. */
  public record EngineChoice(String engine, String language) {}

  /** The same by another engine, or in another language. */
  public StartResult retry(
      Project project,
      Task ended,
      EngineChoice choice,
      Scope scope,
      @Nullable PageSelection only,
      Person by) {
    boolean high = ended.priority() == Priority.HIGH && !by.role().covers(Role.ADMIN);
    Priority priority = high ? Priority.NORMAL : ended.priority();
    return start(
        project,
        new StartRequest(
            choice.engine(),
            choice.language(),
            scope,
            only,
            priority,
            ended.id(),
            choice.engine().equals(ended.engine()) ? ended.parameters() : "",
            ended.purpose()),
        by);
  }

  /** Starts a new task for the pages that a cancel took back from an ended one. */
  public StartResult finish(Project project, Task cancelled, Person by) {
    return finish(
        project, cancelled, new EngineChoice(cancelled.engine(), cancelled.language()), by);
  }

  /** The same by another engine, or in another language. */
  public StartResult finish(Project project, Task cancelled, EngineChoice choice, Person by) {
    PageSelection rest = PageSelection.of(pages.revoked(cancelled.id()));
    return rest.ranges().isEmpty()
        ? new NothingToDo("No page of that task was left over.")
        : retry(project, cancelled, choice, Scope.UNEDITED, rest, by);
  }

  /** What a start would do now, were it made; nothing is changed. */
  public StartPlan plan(Project project, StartRequest asked) {
    return switch (engines.choose(asked.engine(), asked.language())) {
      case Choice.Unknown unknown -> plan(project, asked, new Reuse(null, ""), unknown.reason());
      case Choice.Known known ->
          plan(
              project,
              resolved(project, asked, known),
              reuse(asked, known),
              project.status() == Project.Status.READY
                  ? unknownPages(project, asked.pages())
                      .or(() -> engines.refuseOptions(asked.engine(), asked.parameters()))
                      .orElse(null)
                  : "The book's pages are not all there yet.");
    };
  }

  private StartPlan plan(
      Project project, StartRequest request, Reuse reuse, @Nullable String refusal) {
    var planned = pages.plan(project.id(), request, reuse);
    boolean nothing = refusal == null && planned.toRead() == 0;
    return new StartPlan(
        request.engine(),
        request.language(),
        planned.toRead(),
        planned.pixels(),
        planned.kept(),
        planned.leftAlone(),
        nothing ? whyNothing(project, request, planned.kept()) : refusal,
        planned.outdated());
  }

  /** Why pages that were named cannot be; 1-3,200 is more often a slip than a wish. */
  private static Optional<String> unknownPages(Project project, @Nullable PageSelection named) {
    return Optional.ofNullable(named)
        .flatMap(pages -> pages.beyond(project.pageCount()))
        .map(
            page ->
                "The book has no page %d; its last is %d.".formatted(page, project.pageCount()));
  }

  /** By what a text must have been made to be kept; pages that are named are all read again. */
  private static Reuse reuse(StartRequest request, Choice.Known known) {
    boolean keep = request.scope() == Scope.UNEDITED && request.pages() == null;
    return new Reuse(keep ? known.version().orElse(null) : null, known.recipe());
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
        known.engine(),
        known.language(),
        asked.scope(),
        asked.pages(),
        asked.priority(),
        retryOf,
        engines.withoutDefaults(known.engine(), asked.parameters()),
        asked.purpose());
  }

  /** Empty if another task of the project was active, and ended before it could be looked at. */
  private Optional<StartResult> tryStart(
      Project project, StartRequest request, Choice.Known known, Person by) {
    UUID id = ids.get();
    if (!tasks.insert(id, project.id(), project.slug(), request, by.id(), steps.now())) {
      return tasks.active(project.id()).map(AlreadyActive::new);
    }
    tasks.setEngineVersion(id, known.version().orElse(null));
    pages.insert(id, project.id(), request, reuse(request, known), steps.now());
    int queued = pages.count(id, PageStatus.QUEUED);
    int done = pages.count(id, PageStatus.DONE);
    if (queued == 0) {
      return Optional.of(new NothingToDo(whyNothing(project, request, done)));
    }
    tasks.setPages(id, queued, done, steps.now());
    Optional<AtLimit> refused = limits.refuse(by, queued);
    if (refused.isPresent()) {
      return Optional.of(refused.get());
    }
    audit.record(by, "task.start", id, project.slug(), detail(request));
    Task task = tasks.lock(id).orElseThrow();
    return Optional.of(new Started(steps.apply(task, TaskDelta.NONE, Change.STARTED)));
  }

  private static String detail(StartRequest request) {
    String how = request.engine() + ", " + request.language();
    return request.purpose().makesPageTexts() ? how : how + ", " + request.purpose().word();
  }

  private static String whyNothing(Project project, StartRequest request, int kept) {
    if (project.pageCount() == 0) {
      return "The book has no pages.";
    }
    if (kept > 0) {
      return "This engine has recognised all these pages before, and its text is still the newest."
          + " To have pages recognised again, name them.";
    }
    return switch (request.scope()) {
      case FAILED ->
          "No page failed in the book's last task, so there is nothing to recognise again.";
      case UNEDITED ->
          request.pages() == null
              ? "People have edited all pages of the book. To read them again, choose all pages;"
                  + " the edited text stays as an older revision."
              : "Of the pages asked for, the book has none that nobody has edited.";
      case ALL -> "The book has none of the pages asked for.";
    };
  }
}
