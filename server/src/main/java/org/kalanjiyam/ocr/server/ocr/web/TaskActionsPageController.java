package org.kalanjiyam.ocr.server.ocr.web;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.task.ChangeResult;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buttons of a task. With htmx the answer is the progress fragment, else a redirect to it. */
@Controller
@RequestMapping("/tasks/{id}")
class TaskActionsPageController {
  private final Tasks tasks;
  private final TaskStart start;
  private final Projects projects;
  private final RunViews views;

  TaskActionsPageController(Tasks tasks, TaskStart start, Projects projects, RunViews views) {
    this.tasks = tasks;
    this.start = start;
    this.projects = projects;
    this.views = views;
  }

  @PostMapping("/pause")
  String pause(
      @PathVariable UUID id,
      @RequestHeader(value = "HX-Request", required = false) @Nullable String htmx,
      Person person,
      Locale locale,
      Model model) {
    return answer(tasks.pause(id, person), htmx, person, locale, model);
  }

  @PostMapping("/resume")
  String resume(
      @PathVariable UUID id,
      @RequestHeader(value = "HX-Request", required = false) @Nullable String htmx,
      Person person,
      Locale locale,
      Model model) {
    return answer(tasks.resume(id, person), htmx, person, locale, model);
  }

  @PostMapping("/cancel")
  String cancel(
      @PathVariable UUID id,
      @RequestHeader(value = "HX-Request", required = false) @Nullable String htmx,
      Person person,
      Locale locale,
      Model model) {
    return answer(tasks.cancel(id, person), htmx, person, locale, model);
  }

  /** Reads pages again in a new task: those that failed, the one named, or those written. */
  @PostMapping("/retry")
  String retry(
      @PathVariable UUID id,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable String pages,
      @RequestParam(required = false) @Nullable Scope scope,
      @RequestParam(required = false) @Nullable String rest,
      Person person,
      RedirectAttributes flash) {
    Task task = tasks.find(id).orElseThrow(NotFound::new);
    Project project = projects.bySlug(task.projectSlug()).orElseThrow(NotFound::new);
    if (task.active()) {
      return "redirect:/tasks/" + id;
    }
    try {
      StartResult result = again(project, task, new Wanted(page, pages, scope, rest), person);
      if (result instanceof StartResult.Started(Task started)) {
        return "redirect:/tasks/" + started.id();
      }
      if (result instanceof StartResult.AlreadyActive(Task active)) {
        return "redirect:/tasks/" + active.id();
      }
      flash.addFlashAttribute("problem", problem(result));
    } catch (IllegalArgumentException e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/tasks/" + id;
  }

  /** Which pages are to be read again; {@code rest} is present for those that a cancel left. */
  private record Wanted(
      @Nullable Integer page,
      @Nullable String pages,
      @Nullable Scope scope,
      @Nullable String rest) {}

  private StartResult again(Project project, Task task, Wanted wanted, Person person) {
    if (wanted.rest() != null) {
      return start.finish(project, task, person);
    }
    Integer page = wanted.page();
    PageSelection only = page == null ? written(wanted.pages()) : PageSelection.of(page);
    Scope scope = wanted.scope();
    Scope usual = only == null ? Scope.FAILED : Scope.UNEDITED;
    return start.retry(project, task, scope == null ? usual : scope, only, person);
  }

  private static @Nullable PageSelection written(@Nullable String pages) {
    return pages == null || pages.isBlank() ? null : PageSelection.parse(pages);
  }

  private static @Nullable String problem(StartResult result) {
    return switch (result) {
      case StartResult.Started started -> null;
      case StartResult.AlreadyActive active -> null;
      case StartResult.NothingToDo(String reason) -> reason;
      case StartResult.UnknownEngine(String reason) -> reason;
      case StartResult.UnknownPages(String reason) -> reason;
      case StartResult.ProjectNotReady(String reason) -> reason;
      case StartResult.AtLimit limit -> limit.reason();
      case StartResult.NotAllowed(String reason) -> reason;
    };
  }

  /** Whoever comes too late sees the task as it is by now. */
  private String answer(
      Optional<ChangeResult> result,
      @Nullable String htmx,
      Person person,
      Locale locale,
      Model model) {
    Task task =
        switch (result.orElseThrow(NotFound::new)) {
          case ChangeResult.Changed(Task changed) -> changed;
          case ChangeResult.NotNow(Task same, String reason) -> same;
        };
    if (htmx == null) {
      return "redirect:/tasks/" + task.id();
    }
    model.addAttribute("v", views.whole(task, 0, person, locale));
    return "ocr/run :: live(v=${v})";
  }
}
