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
      Person person,
      RedirectAttributes flash) {
    Task task = tasks.find(id).orElseThrow(NotFound::new);
    Project project = projects.bySlug(task.projectSlug()).orElseThrow(NotFound::new);
    if (!task.active()) {
      @Nullable String problem;
      try {
        PageSelection only = page == null ? written(pages) : PageSelection.of(page);
        Scope usual = only == null ? Scope.FAILED : Scope.UNEDITED;
        problem = problem(start.retry(project, task, scope == null ? usual : scope, only, person));
      } catch (IllegalArgumentException e) {
        problem = e.getMessage();
      }
      if (problem != null) {
        flash.addFlashAttribute("problem", problem);
      }
    }
    return "redirect:/proofing/" + project.slug() + "/batch-ocr";
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
      return task.active()
          ? "redirect:/proofing/" + task.projectSlug() + "/batch-ocr"
          : "redirect:/tasks/" + task.id();
    }
    model.addAttribute("v", views.whole(task, 0, person, locale));
    return "ocr/run :: live(v=${v})";
  }
}
