package org.kalanjiyam.ocr.server.ocr.web;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.project.Project;
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
  private final RunViews views;

  TaskActionsPageController(Tasks tasks, TaskStart start, RunViews views) {
    this.tasks = tasks;
    this.start = start;
    this.views = views;
  }

  @PostMapping("/pause")
  String pause(
      Task task,
      @RequestHeader(value = "HX-Request", required = false) @Nullable String htmx,
      Person person,
      Locale locale,
      Model model) {
    return answer(tasks.pause(task.id(), person), htmx, person, locale, model);
  }

  @PostMapping("/resume")
  String resume(
      Task task,
      @RequestHeader(value = "HX-Request", required = false) @Nullable String htmx,
      Person person,
      Locale locale,
      Model model) {
    return answer(tasks.resume(task.id(), person), htmx, person, locale, model);
  }

  @PostMapping("/cancel")
  String cancel(
      Task task,
      @RequestHeader(value = "HX-Request", required = false) @Nullable String htmx,
      Person person,
      Locale locale,
      Model model) {
    return answer(tasks.cancel(task.id(), person), htmx, person, locale, model);
  }

  /** Reads pages again in a new task: those that failed, the one named, or those written. */
  @PostMapping("/retry")
  String retry(
      Task task,
      Project project,
      @RequestParam(required = false) @Nullable Integer page,
      @RequestParam(required = false) @Nullable String pages,
      @RequestParam(required = false) @Nullable Scope scope,
      @RequestParam(required = false) @Nullable String rest,
      @RequestParam(required = false) @Nullable String with,
      Person person,
      RedirectAttributes flash) {
    if (task.active()) {
      return "redirect:/tasks/" + task.id();
    }
    try {
      StartResult result = again(project, task, new Wanted(page, pages, scope, rest, with), person);
      if (result instanceof StartResult.Started(Task started)) {
        return "redirect:/tasks/" + started.id();
      }
      if (result instanceof StartResult.AlreadyActive(Task active)) {
        return "redirect:/tasks/" + active.id();
      }
      flash.addFlashAttribute("problem", result.refusal().orElse(null));
    } catch (Refused e) {
      flash.addFlashAttribute("problem", e.reason());
    }
    return "redirect:/tasks/" + task.id();
  }

  /** Which pages are to be read again; {@code rest} is present for those that a cancel left. */
  private record Wanted(
      @Nullable Integer page,
      @Nullable String pages,
      @Nullable Scope scope,
      @Nullable String rest,
      @Nullable String with) {}

  private StartResult again(Project project, Task task, Wanted wanted, Person person) {
    if (wanted.rest() != null) {
      return start.finish(project, task, OtherEngine.of(wanted.with()).insteadOf(task), person);
    }
    Integer page = wanted.page();
    PageSelection only = page == null ? written(wanted.pages()) : PageSelection.of(page);
    Scope scope = wanted.scope();
    Scope usual = only == null ? Scope.FAILED : Scope.UNEDITED;
    return start.retry(
        project,
        task,
        OtherEngine.of(wanted.with()).insteadOf(task),
        scope == null ? usual : scope,
        only,
        person);
  }

  private static @Nullable PageSelection written(@Nullable String pages) {
    return pages == null || pages.isBlank() ? null : PageSelection.parse(pages);
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
