package org.kalanjiyam.ocr.server.shelf.web;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.project.BookDetails;
import org.kalanjiyam.ocr.server.project.Bookshelf;
import org.kalanjiyam.ocr.server.project.Bookshelf.Kept;
import org.kalanjiyam.ocr.server.project.Bookshelf.Order;
import org.kalanjiyam.ocr.server.project.Bookshelf.Wanted;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** All books, and the tasks that run now. */
@Controller
class DashboardPageController {
  private static final int A_PAGE = 48;
  private static final int MOST_TASKS = 100;

  private final Projects projects;
  private final Bookshelf shelf;
  private final TaskHistory tasks;
  private final Estimates estimates;

  DashboardPageController(
      Projects projects, Bookshelf shelf, TaskHistory tasks, Estimates estimates) {
    this.projects = projects;
    this.shelf = shelf;
    this.tasks = tasks;
    this.estimates = estimates;
  }

  /** A running task; the reader's own come first. */
  record Running(Task task, String title, boolean mine, ProgressBar bar, Estimate pace) {}

  /**
   * A book.
   *
   * @param bar how far its pages have come
   * @param running the task that reads it; null if none does
   */
  record Shown(Project project, BookDetails details, StatusBar bar, @Nullable Running running) {}

  @GetMapping("/")
  String all(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String sort,
      @RequestParam(required = false) @Nullable String show,
      @RequestParam(defaultValue = "0") int from,
      @RequestHeader(value = "HX-Target", required = false) @Nullable String target,
      Person person,
      Model model) {
    List<Running> running =
        tasks.active(person, MOST_TASKS).stream()
            .map(task -> running(task, person))
            .sorted((a, b) -> Boolean.compare(b.mine(), a.mine()))
            .toList();
    Map<String, Running> bySlug =
        running.stream()
            .collect(
                Collectors.toMap(
                    one -> one.task().projectSlug(), Function.identity(), (a, b) -> a));
    Wanted wanted = new Wanted(q, word(sort, Order.NEWEST), word(show, Kept.SHELF));
    List<Project> found = shelf.find(wanted, person, Math.max(0, from), A_PAGE + 1);
    List<Project> shown = found.subList(0, Math.min(A_PAGE, found.size()));
    model.addAttribute("running", running);
    model.addAttribute("books", shown(shown, bySlug));
    model.addAttribute("wanted", wanted);
    model.addAttribute("orders", Order.values());
    model.addAttribute("kinds", Kept.values());
    model.addAttribute("older", found.size() > A_PAGE ? Math.max(0, from) + A_PAGE : null);
    return "now".equals(target) ? "shelf/dashboard :: now" : "shelf/dashboard";
  }

  private static <E extends Enum<E>> E word(@Nullable String word, E usual) {
    return Arrays.stream(usual.getDeclaringClass().getEnumConstants())
        .filter(known -> known.name().equalsIgnoreCase(word))
        .findFirst()
        .orElse(usual);
  }

  private List<Shown> shown(List<Project> found, Map<String, Running> running) {
    List<Long> ids = found.stream().map(Project::id).toList();
    Map<Long, BookDetails> details = shelf.details(ids);
    Map<Long, Map<Page.Status, Integer>> counts = shelf.statuses(ids);
    return found.stream()
        .map(
            book ->
                new Shown(
                    book,
                    requireNonNull(details.get(book.id())),
                    StatusBar.of(counts.getOrDefault(book.id(), Map.of())),
                    running.get(book.slug())))
        .toList();
  }

  private Running running(Task task, Person person) {
    String title =
        projects.bySlug(task.projectSlug()).map(Project::title).orElse(task.projectSlug());
    return new Running(
        task,
        title,
        task.startedBy() == person.id(),
        ProgressBar.of(task.counts()),
        estimates.of(task));
  }
}
