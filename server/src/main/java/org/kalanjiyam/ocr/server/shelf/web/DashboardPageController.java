package org.kalanjiyam.ocr.server.shelf.web;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.progress.Estimates;
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
  private final TaskHistory tasks;
  private final Estimates estimates;

  DashboardPageController(Projects projects, TaskHistory tasks, Estimates estimates) {
    this.projects = projects;
    this.tasks = tasks;
    this.estimates = estimates;
  }

  /** A running task; the reader's own come first. */
  record Running(Task task, String title, boolean mine, ProgressBar bar, Estimate pace) {}

  /** A book and, if one runs, its task. */
  record Shown(Project project, int storedPages, @Nullable Running running) {}

  @GetMapping("/")
  String all(
      @RequestParam(required = false) @Nullable Long before,
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
    List<Project> found = projects.newest(person, before, A_PAGE + 1);
    List<Project> shown = found.subList(0, Math.min(A_PAGE, found.size()));
    model.addAttribute("running", running);
    model.addAttribute("books", shown.stream().map(p -> shown(p, bySlug.get(p.slug()))).toList());
    model.addAttribute("older", found.size() > A_PAGE ? shown.getLast().id() : null);
    return "now".equals(target) ? "shelf/dashboard :: now" : "shelf/dashboard";
  }

  private Shown shown(Project project, @Nullable Running running) {
    int stored =
        project.status() == Project.Status.READY
            ? project.pageCount()
            : projects.storedPages(project.id());
    return new Shown(project, stored, running);
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
