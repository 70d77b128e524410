package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.budget.Budgets;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.ListPart;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.progress.PageBody;
import org.kalanjiyam.ocr.server.progress.TaskBody;
import org.kalanjiyam.ocr.server.task.PastAttempt;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.kalanjiyam.ocr.server.task.TaskHistory.Filter;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** Tasks to look at. */
@RestController
class TaskApiController {
  private static final int MOST = 500;
  private static final int MOST_PAGES = 10_000;

  private final TaskHistory history;
  private final TaskPages taskPages;
  private final Audit audit;
  private final Estimates estimates;
  private final Budgets budgets;

  TaskApiController(
      TaskHistory history, TaskPages taskPages, Audit audit, Estimates estimates, Budgets budgets) {
    this.budgets = budgets;
    this.history = history;
    this.taskPages = taskPages;
    this.audit = audit;
    this.estimates = estimates;
  }

  /** The history, newest first; the {@code Link} header names the next page. */
  @GetMapping("/api/v1/tasks")
  ResponseEntity<List<TaskBody>> history(
      TaskQuery search,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(defaultValue = "50") int size,
      Person person,
      UriComponentsBuilder here) {
    int most = Math.clamp(size, 1, MOST);
    UUID before = ListPart.named(page).map(TaskApiController::cursor).orElse(null);
    List<Task> found = history.find(search.filter(before, person.id()), most);
    var answer = ResponseEntity.ok();
    if (found.size() == most) {
      String next =
          search
              .onto(
                  here.path("/api/v1/tasks")
                      .queryParam("page", found.getLast().id())
                      .queryParam("size", most))
              .encode()
              .toUriString();
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(found.stream().map(this::body).toList());
  }

  private static UUID cursor(String part) {
    try {
      return UUID.fromString(part);
    } catch (IllegalArgumentException e) {
      throw ListPart.unknown();
    }
  }

  /** All of the history that fits, newest first, as a file that is written while it is read. */
  @GetMapping("/api/v1/tasks/export")
  ResponseEntity<StreamingResponseBody> export(
      @RequestParam(defaultValue = "csv") String format, TaskQuery search, Person person) {
    HistoryFile file =
        HistoryFile.of(format)
            .orElseThrow(
                () ->
                    ApiProblem.of(
                        HttpStatus.BAD_REQUEST, "Unknown format", "'format' is csv or jsonl."));
    Filter filter = search.filter(null, person.id());
    return ResponseEntity.ok()
        .contentType(file.type())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.fileName() + "\"")
        .body(out -> file.write(history, filter, out));
  }

  @GetMapping("/api/v1/tasks/{id}")
  @Nullable ResponseEntity<TaskBody> task(Task task, WebRequest request) {
    if (request.checkNotModified("\"" + task.version() + "\"")) {
      return null;
    }
    return ResponseEntity.ok(body(task));
  }

  /** Its pages in the book's order; the {@code Link} header names the next part. */
  @GetMapping("/api/v1/tasks/{id}/pages")
  ResponseEntity<List<PageBody>> pages(
      Task task,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "10000") int size,
      UriComponentsBuilder here) {
    int most = Math.clamp(size, 1, MOST_PAGES);
    List<TaskPage> found = taskPages.pagesFrom(task.id(), page, most);
    var answer = ResponseEntity.ok();
    if (found.isEmpty()) {
      return answer.body(List.of());
    }
    int last = found.getLast().page();
    if (found.size() == most) {
      String next =
          here.path("/api/v1/tasks/" + task.id() + "/pages")
              .queryParam("page", last + 1)
              .queryParam("size", most)
              .toUriString();
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    Map<Integer, List<PastAttempt>> earlier =
        taskPages.pastAttempts(task.id(), found.getFirst().page(), last).stream()
            .collect(Collectors.groupingBy(PastAttempt::page));
    return answer.body(
        found.stream()
            .map(one -> PageBody.of(one, earlier.getOrDefault(one.page(), List.of())))
            .toList());
  }

  @GetMapping("/api/v1/tasks/{id}/audit")
  List<Audit.Entry> audit(Task task) {
    return audit.ofTask(task.id());
  }

  /** What the task has cost so far; an engine that costs nothing has no amount. */
  @GetMapping("/api/v1/tasks/{id}/cost")
  CostBody cost(Task task) {
    return budgets
        .costOf(task.engine(), task.id())
        .map(money -> new CostBody(money.amount(), money.currency()))
        .orElse(new CostBody(null, null));
  }

  /** An amount as a decimal number in a text, so that no digit is lost. */
  record CostBody(@Nullable String amount, @Nullable String currency) {}

  private TaskBody body(Task task) {
    return TaskBody.of(task, estimates.of(task));
  }
}
