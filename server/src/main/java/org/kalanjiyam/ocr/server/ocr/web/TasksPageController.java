package org.kalanjiyam.ocr.server.ocr.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.project.BookTitles;
import org.kalanjiyam.ocr.server.task.Days;
import org.kalanjiyam.ocr.server.task.EngineQueues;
import org.kalanjiyam.ocr.server.task.EngineQueues.State;
import org.kalanjiyam.ocr.server.task.PastAttempt;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.kalanjiyam.ocr.server.task.TaskHistory.Filter;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** The history of tasks, and one task, page by page. */
@Controller
class TasksPageController {
  private static final int A_PAGE = 50;

  /** Rows of the table of pages. */
  private static final int ROWS = 50;

  private final TaskHistory history;
  private final TaskPages taskPages;
  private final RunViews views;
  private final EngineNames names;
  private final Audit audit;
  private final EngineQueues queues;
  private final BookTitles bookTitles;

  TasksPageController(
      TaskHistory history,
      TaskPages taskPages,
      RunViews views,
      EngineNames names,
      Audit audit,
      EngineQueues queues,
      BookTitles bookTitles) {
    this.bookTitles = bookTitles;
    this.queues = queues;
    this.history = history;
    this.taskPages = taskPages;
    this.views = views;
    this.names = names;
    this.audit = audit;
  }

  @GetMapping("/tasks")
  String list(
      @RequestParam(required = false) @Nullable String purpose,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable String user,
      @RequestParam(required = false) @Nullable String engine,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(required = false) @Nullable UUID before,
      Person person,
      Model model) {
    Days days = days(from, to, model);
    Filter filter =
        new Filter(
            known(TaskPurpose.values(), purpose),
            known(TaskStatus.values(), state),
            blank(project),
            blank(user),
            blank(engine),
            days,
            before,
            person.id());
    model.addAttribute("from", blank(from));
    model.addAttribute("to", blank(to));
    List<Task> found = history.find(filter, A_PAGE + 1);
    List<Task> shown = found.subList(0, Math.min(A_PAGE, found.size()));
    Map<String, String> titles =
        bookTitles.of(
            shown.stream()
                .filter(task -> task.projectId() != null)
                .map(Task::projectSlug)
                .collect(Collectors.toSet()));
    model.addAttribute("tasks", shown.stream().map(task -> row(task, titles)).toList());
    model.addAttribute("filter", filter);
    model.addAttribute("engines", names.all());
    model.addAttribute("most", BulkTaskChange.MOST);
    model.addAttribute("states", TaskStatus.values());
    model.addAttribute("purposes", TaskPurpose.values());
    model.addAttribute("older", found.size() > A_PAGE ? shown.getLast().id() : null);
    return "ocr/tasks";
  }

  /**
   * A task in the list.
   *
   * @param title its book's; the slug where the book is gone
   */
  record Row(
      Task task,
      String title,
      String engine,
      String language,
      ProgressBar bar,
      boolean queuePaused) {}

  private Row row(Task task, Map<String, String> titles) {
    String slug = task.projectSlug();
    return new Row(
        task,
        task.projectId() == null ? slug : titles.getOrDefault(slug, slug),
        names.engine(task.engine()),
        names.language(task.engine(), task.language()),
        ProgressBar.of(task.counts()),
        task.active()
            && queues.held(task.engine()).filter(q -> q.state() == State.PAUSED).isPresent());
  }

  @GetMapping("/tasks/{id}")
  String one(
      Task task,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "0") int from,
      @RequestParam(defaultValue = "1") int rows,
      @RequestHeader(value = "HX-Target", required = false) @Nullable String target,
      Person person,
      Locale locale,
      Model model) {
    model.addAttribute("v", views.whole(task, page, from, person, locale));
    if ("panel".equals(target)) {
      return "ocr/run :: panel(open=${v.open})";
    }
    List<TaskPage> found = taskPages.pagesFrom(task.id(), rows, ROWS + 1);
    List<TaskPage> pages = found.subList(0, Math.min(ROWS, found.size()));
    model.addAttribute("pages", pages);
    model.addAttribute("rows", rows);
    model.addAttribute("nextRows", found.size() > ROWS ? found.getLast().page() : null);
    model.addAttribute("earlier", earlier(task, pages));
    model.addAttribute("options", names.options(task.engine(), task.parameters()));
    model.addAttribute("trail", audit.ofTask(task.id()));
    return "ocr/task";
  }

  private Map<Integer, List<PastAttempt>> earlier(Task task, List<TaskPage> pages) {
    return pages.isEmpty()
        ? Map.of()
        : taskPages
            .pastAttempts(task.id(), pages.getFirst().page(), pages.getLast().page())
            .stream()
            .collect(Collectors.groupingBy(PastAttempt::page));
  }

  private static <E extends Enum<E>> @Nullable E known(E[] values, @Nullable String name) {
    return Arrays.stream(values).filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  private static Days days(@Nullable String from, @Nullable String to, Model model) {
    try {
      return Days.of(from, to);
    } catch (Refused e) {
      model.addAttribute("problem", e.reason());
      return Days.ALL;
    }
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
