package org.kalanjiyam.ocr.server.proof.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Pages;
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

/** A page's image and text side by side, and the saving of the text. */
@Controller
@RequestMapping("/proofing/{slug}/{page:\\d{1,6}}")
class PageEditorController {
  private final Pages pages;
  private final Proofing proofing;
  private final Tasks tasks;
  private final EngineNames names;
  private final Phrases phrases;

  PageEditorController(
      Pages pages,
      Proofing proofing,
      Tasks tasks,
      EngineNames names,
      Phrases phrases) {
    this.pages = pages;
    this.proofing = proofing;
    this.tasks = tasks;
    this.names = names;
    this.phrases = phrases;
  }

  /** A page that somebody looks at and that still waits to be read goes before the others. */
  @GetMapping
  String show(Project project, Page page, Model model) {
    if (page.version() == 0) {
      tasks.activeOf(project).ifPresent(task -> tasks.putFirst(task.id(), page.number()));
    }
    model.addAttribute("desk", view(project, page));
    return "proof/page-editor";
  }

  @PostMapping
  String save(
      Project project,
      Page page,
      @RequestParam String text,
      @RequestParam int version,
      @RequestParam(defaultValue = "stay") String then,
      Person person,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    return switch (proofing.save(page, text, version, person)) {
      case SaveResult.Saved(int saved) -> {
        if (then.equals("finish")) {
          proofing.markProofed(page, saved);
        }
        flash.addFlashAttribute("notice", phrases.say("desk.saved", page.number(), saved));
        yield after(project, page.number(), then);
      }
      case SaveResult.Conflict(String newest, int newestVersion) -> {
        response.setStatus(409);
        model.addAttribute("desk", view(project, page).inConflict(text, newest, newestVersion));
        yield "proof/page-editor";
      }
      case SaveResult.Unfit(String reason) -> {
        response.setStatus(422);
        model.addAttribute("problem", reason + ".");
        model.addAttribute("desk", view(project, page).unsaved(text));
        yield "proof/page-editor";
      }
    };
  }

  @PostMapping("/unfinished")
  String unfinished(Project project, Page page) {
    proofing.unmarkProofed(page);
    return "redirect:/proofing/" + project.slug() + "/" + page.number();
  }

  private static String after(Project project, int number, String then) {
    boolean on = !then.equals("stay") && number < project.pageCount();
    return "redirect:/proofing/" + project.slug() + "/" + (on ? number + 1 : number);
  }

  private PageEditorView view(Project project, Page page) {
    PageWithText with = pages.withText(page);
    @Nullable String engine = with.engine();
    @Nullable String language = with.language();
    @Nullable String readBy =
        engine == null || language == null
            ? null
            : names.engine(engine) + ", " + names.language(engine, language);
    return PageEditorView.of(project, with, readBy);
  }
}
