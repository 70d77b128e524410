package org.kalanjiyam.ocr.server.ocr.web;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.progress.TaskBody;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.ChangeResult;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.TaskStart.EngineChoice;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Starts tasks, and pauses, resumes, cancels and retries them. */
@RestController
class TaskControlApiController {
  private static final String CANCELLED = "cancelled";

  private final TaskStart start;
  private final Tasks tasks;
  private final Estimates estimates;
  private final SecondOpinions opinions;

  TaskControlApiController(
      TaskStart start, Tasks tasks, Estimates estimates, SecondOpinions opinions) {
    this.opinions = opinions;
    this.start = start;
    this.tasks = tasks;
    this.estimates = estimates;
  }

  /** Body of a start. */
  record StartBody(
      @Nullable String engine,
      @Nullable String language,
      @Nullable String pages,
      @Nullable String scope,
      @Nullable String priority,
      @Nullable Map<String, String> options) {}

  /**
   * Body of a retry; with neither, it is for the pages that failed. The scope {@code cancelled} is
   * for those that a cancel left.
   *
   * @param engine another than the task had
   * @param language another than the task had
   */
  record RetryBody(
      @Nullable String pages,
      @Nullable String scope,
      @Nullable String engine,
      @Nullable String language) {}

  @PostMapping("/api/v1/projects/{slug}/ocr")
  ResponseEntity<TaskBody> start(Project project, @RequestBody StartBody body, Person person) {
    return answer(start.start(project, request(body), person));
  }

  /**
   * Body of a start of a second opinion.
   *
   * @param purpose {@code opinion}, which is the usual, or {@code suggestion}
   * @param pages like {@code 1-20,35}; left out: those that nobody has edited
   * @param confidenceBelow only pages whose engine was less sure than this, 0 to 1; may be left out
   */
  record OpinionBody(
      @Nullable String engine,
      @Nullable String language,
      @Nullable String purpose,
      @Nullable String pages,
      @Nullable Double confidenceBelow) {}

  @PostMapping("/api/v1/projects/{slug}/second-opinion")
  ResponseEntity<TaskBody> secondOpinion(
      Project project, @RequestBody OpinionBody body, Person person) {
    return answer(
        opinions.start(
            project,
            new SecondOpinions.Wanted(
                StartParameters.required("engine", body.engine()),
                StartParameters.required("language", body.language()),
                StartParameters.opinion(body.purpose()),
                StartParameters.selection(body.pages()),
                body.confidenceBelow()),
            person));
  }

  @PostMapping("/api/v1/tasks/{id}/retry")
  ResponseEntity<TaskBody> retry(
      Task task,
      Project project,
      @RequestBody(required = false) @Nullable RetryBody body,
      Person person) {
    if (task.active()) {
      throw TaskProblems.notNow(
          body(task), "The task still runs; its pages can be read again once it has ended.");
    }
    RetryBody wish = body == null ? new RetryBody(null, null, null, null) : body;
    EngineChoice choice =
        new EngineChoice(
            Objects.requireNonNullElse(wish.engine(), task.engine()),
            Objects.requireNonNullElse(wish.language(), task.language()));
    if (CANCELLED.equals(wish.scope())) {
      return answer(start.finish(project, task, choice, person));
    }
    PageSelection pages = StartParameters.selection(wish.pages());
    Scope scope =
        StartParameters.word(
            "scope", Scope.class, wish.scope(), pages == null ? Scope.FAILED : Scope.UNEDITED);
    return answer(start.retry(project, task, choice, scope, pages, person));
  }

  @PostMapping("/api/v1/tasks/{id}/cancel")
  ResponseEntity<TaskBody> cancel(Task task, Person person) {
    return answer(task.id(), tasks.cancel(task.id(), person));
  }

  @PostMapping("/api/v1/tasks/{id}/pause")
  ResponseEntity<TaskBody> pause(Task task, Person person) {
    return answer(task.id(), tasks.pause(task.id(), person));
  }

  @PostMapping("/api/v1/tasks/{id}/resume")
  ResponseEntity<TaskBody> resume(Task task, Person person) {
    return answer(task.id(), tasks.resume(task.id(), person));
  }

  private ResponseEntity<TaskBody> answer(StartResult result) {
    return switch (result) {
      case StartResult.Started(Task task) ->
          ResponseEntity.accepted()
              .location(URI.create("/api/v1/tasks/" + task.id()))
              .body(body(task));
      case StartResult.AlreadyActive(Task task) ->
          throw TaskProblems.notNow(
              body(task), "The book is being read already; wait for that task, or cancel it.");
      case StartResult.NothingToDo(String reason) ->
          throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "Nothing to do", reason);
      case StartResult.UnknownPages(String reason) ->
          throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "No such page", reason);
      case StartResult.UnknownEngine(String reason) ->
          throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Unknown engine, language or option", reason);
      case StartResult.ProjectNotReady(String reason) ->
          throw ApiProblem.of(HttpStatus.CONFLICT, "The book is not ready", reason);
      case StartResult.AtLimit limit -> throw TaskProblems.atLimit(limit);
      case StartResult.NotAllowed(String reason) ->
          throw ApiProblem.of(HttpStatus.FORBIDDEN, "Not for you", reason);
    };
  }

  private ResponseEntity<TaskBody> answer(UUID id, Optional<ChangeResult> result) {
    return switch (result.orElseThrow(() -> ApiProblem.noTask(id))) {
      case ChangeResult.Changed(Task task) -> ResponseEntity.accepted().body(body(task));
      case ChangeResult.NotNow(Task task, String reason) ->
          throw TaskProblems.notNow(body(task), reason);
    };
  }

  private TaskBody body(Task task) {
    return TaskBody.of(task, estimates.of(task));
  }

  private static StartRequest request(StartBody body) {
    return new StartRequest(
        StartParameters.required("engine", body.engine()),
        StartParameters.required("language", body.language()),
        StartParameters.word("scope", Scope.class, body.scope(), Scope.UNEDITED),
        StartParameters.selection(body.pages()),
        StartParameters.word("priority", Priority.class, body.priority(), Priority.NORMAL),
        null,
        StartParameters.options(body.options()));
  }
}
