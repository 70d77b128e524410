package org.kalanjiyam.ocr.server.proof.web;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.Edit;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.Revision;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.kalanjiyam.ocr.server.proof.TextDifference;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A page's revisions: who wrote which, what each changed, and back to one of them. */
@Controller
@RequestMapping("/proofing/{slug}/{page:\\d{1,6}}/history")
class HistoryPageController {
  private final Revisions revisions;
  private final Proofing proofing;
  private final Phrases phrases;

  HistoryPageController(Revisions revisions, Proofing proofing, Phrases phrases) {
    this.revisions = revisions;
    this.proofing = proofing;
    this.phrases = phrases;
  }

  /**
   * A page's history.
   *
   * @param from the older of the two that are compared; 0: the empty page
   * @param to the newer of the two
   * @param difference null: there is no revision to compare
   */
  record HistoryView(
      Project project,
      Page page,
      List<Revision> revisions,
      int from,
      int to,
      @Nullable TextDifference difference) {}

  @GetMapping
  String show(
      Project project,
      Page page,
      @RequestParam(required = false) @Nullable Integer from,
      @RequestParam(required = false) @Nullable Integer to,
      Model model) {
    int newer = to == null ? page.version() : to;
    int older = from == null ? Math.max(0, newer - 1) : from;
    model.addAttribute(
        "history",
        new HistoryView(
            project,
            page,
            revisions.history(page.id()),
            older,
            newer,
            difference(page, Math.min(older, newer), Math.max(older, newer)).orElse(null)));
    return "proof/history";
  }

  private Optional<TextDifference> difference(Page page, int from, int to) {
    Optional<String> old =
        from == 0 ? Optional.of("") : revisions.of(page.id(), from).map(Revision::text);
    Optional<String> now = revisions.of(page.id(), to).map(Revision::text);
    return old.flatMap(text -> now.map(newer -> TextDifference.between(text, newer)));
  }

  @PostMapping("/{version}/restore")
  String restore(
      Project project,
      Page page,
      @PathVariable int version,
      @RequestParam int base,
      Person person,
      RedirectAttributes flash) {
    Revision old = revisions.of(page.id(), version).orElseThrow(NotFound::new);
    Edit edit =
        new Edit(
            old.text(),
            base,
            phrases.say("history.restoredAs", version),
            List.of(),
            Edit.Then.LEAVE);
    boolean saved = proofing.save(page, edit, person) instanceof SaveResult.Saved;
    flash.addFlashAttribute(
        saved ? "notice" : "problem",
        phrases.say(saved ? "history.restored" : "history.meanwhile", version));
    return "redirect:/proofing/" + project.slug() + "/" + page.number();
  }
}
