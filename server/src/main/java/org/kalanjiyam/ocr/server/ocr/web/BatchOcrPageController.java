package org.kalanjiyam.ocr.server.ocr.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.tracking.RunningTaskLookup;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The batch OCR page: the form or, while a task of the book is active, its progress. */
@Controller
@RequestMapping("/proofing/{slug}/batch-ocr")
class BatchOcrPageController {
  private final RunningTaskLookup detection;
  private final TaskStart start;
  private final OcrFormPlanner forms;
  private final RunViews views;

  BatchOcrPageController(
      RunningTaskLookup detection, TaskStart start, OcrFormPlanner forms, RunViews views) {
    this.detection = detection;
    this.start = start;
    this.forms = forms;
    this.views = views;
  }

  @GetMapping
  String show(
      Project project,
      @ModelAttribute OcrFormInput choice,
      @RequestParam Map<String, String> all,
      @RequestParam(defaultValue = "0") int page,
      @RequestParam(defaultValue = "0") int from,
      @RequestHeader(value = "HX-Target", required = false) @Nullable String target,
      Person person,
      Locale locale,
      Model model) {
    Optional<Task> running = detection.running(project);
    if (running.isPresent()) {
      model.addAttribute("v", views.whole(running.get(), page, from, person, locale));
      return "panel".equals(target) ? "ocr/run :: panel(open=${v.open})" : "ocr/run";
    }
    return form(project, choice, FormOptions.of(all), person, page, target, locale, model);
  }

  @PostMapping
  String start(
      Project project,
      @ModelAttribute OcrFormInput choice,
      @RequestParam Map<String, String> all,
      Person person,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    String options = FormOptions.of(all);
    @Nullable String problem;
    try {
      problem = start.start(project, request(choice, options), person).refusal().orElse(null);
    } catch (Refused e) {
      problem = e.reason();
    }
    if (problem == null) {
      return "redirect:/proofing/" + project.slug() + "/batch-ocr";
    }
    response.setStatus(422);
    model.addAttribute("problem", problem);
    return form(project, choice, options, person, 0, null, locale, model);
  }

  private String form(
      Project project,
      OcrFormInput choice,
      String options,
      Person person,
      int page,
      @Nullable String target,
      Locale locale,
      Model model) {
    model.addAttribute("form", forms.of(project, choice, options, person));
    Optional<Task> last = forms.lastEnded(project);
    if (last.isPresent()) {
      RunView view = views.whole(last.get(), page, person, locale);
      model.addAttribute("v", view);
      if ("panel".equals(target)) {
        return "ocr/run :: panel(open=${v.open})";
      }
    }
    return "preflight".equals(target) || "plan".equals(target)
        ? "ocr/form :: choices(form=${form})"
        : "ocr/form";
  }

  private static StartRequest request(OcrFormInput choice, String options) {
    String pages = choice.wantedPages();
    return new StartRequest(
        choice.engineOr(""),
        choice.languageOr(""),
        choice.scopeOrUnedited(),
        pages == null ? null : PageSelection.parse(pages),
        choice.priorityOrNormal(),
        null,
        options);
  }
}
