package org.kalanjiyam.ocr.server.proof.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.Edit;
import org.kalanjiyam.ocr.server.proof.PageStatuses;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A page's image and text side by side, and the saving of the text where there is no script. */
@Controller
@RequestMapping("/proofing/{slug}")
class PageEditorController {
  private final Proofing proofing;
  private final PageStatuses statuses;
  private final PageEditorViews views;
  private final FreshPage fresh;
  private final Tasks tasks;
  private final Phrases phrases;

  PageEditorController(
      Proofing proofing,
      PageStatuses statuses,
      PageEditorViews views,
      FreshPage fresh,
      Tasks tasks,
      Phrases phrases) {
    this.proofing = proofing;
    this.statuses = statuses;
    this.views = views;
    this.fresh = fresh;
    this.tasks = tasks;
    this.phrases = phrases;
  }

  /** A page that somebody looks at and that still waits to be read goes before the others. */
  @GetMapping("/{page:\\d{1,6}}")
  String show(Project project, Page page, Person person, Model model) {
    if (page.version() == 0) {
      tasks.activeOf(project).ifPresent(task -> tasks.putFirst(task.id(), page.number()));
    }
    model.addAttribute("desk", views.of(project, page, person));
    return "proof/page-editor";
  }

  /**
   * Leads to the page to go on with.
   *
   * @param after the page that was left; 0: from the start
   */
  @GetMapping("/continue")
  String goOn(
      Project project,
      @RequestParam(defaultValue = "0") int after,
      Person person,
      RedirectAttributes flash) {
    return next(project, after, person, flash);
  }

  @PostMapping("/{page:\\d{1,6}}")
  String save(
      Project project,
      Page page,
      @RequestParam String text,
      @RequestParam int version,
      @RequestParam(required = false) @Nullable Long pageId,
      @RequestParam(required = false) @Nullable String summary,
      @RequestParam(defaultValue = "stay") String then,
      Person person,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    Edit edit = edit(text, version, summary, then);
    Page written = fresh.written(page, pageId);
    return switch (proofing.save(written, edit, person)) {
      case SaveResult.Saved(int saved) -> {
        flash.addFlashAttribute("notice", phrases.say("desk.saved", written.number(), saved));
        yield after(project, written, then, person, flash);
      }
      case SaveResult.Conflict conflict -> {
        response.setStatus(409);
        model.addAttribute("desk", views.of(project, written, person).inConflict(text, conflict));
        yield "proof/page-editor";
      }
      case SaveResult.Unfit(String reason) -> {
        response.setStatus(422);
        model.addAttribute("problem", reason + ".");
        model.addAttribute("desk", views.of(project, written, person).unsaved(text, version));
        yield "proof/page-editor";
      }
    };
  }

  private static Edit edit(String text, int version, @Nullable String summary, String then) {
    Edit.Then next = then.equals("finish") ? Edit.Then.FINISH : Edit.Then.LEAVE;
    return new Edit(text, version, summary, List.of(), next);
  }

  private String after(
      Project project, Page page, String then, Person person, RedirectAttributes flash) {
    switch (then) {
      case "skip" -> statuses.skip(page.id());
      case "unskip" -> statuses.unskip(page.id());
      case "unfinish" -> statuses.unfinish(page.id());
      default -> {}
    }
    return then.equals("next") || then.equals("finish") || then.equals("skip")
        ? next(project, page.number(), person, flash)
        : "redirect:/proofing/" + project.slug() + "/" + page.number();
  }

  private String next(Project project, int after, Person person, RedirectAttributes flash) {
    Optional<Integer> next = statuses.nextUnfinished(project.id(), after, person);
    if (next.isEmpty()) {
      flash.addFlashAttribute("notice", phrases.say("desk.allDone"));
      return "redirect:/proofing/" + project.slug();
    }
    return "redirect:/proofing/" + project.slug() + "/" + next.get();
  }
}
