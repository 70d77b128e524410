package org.kalanjiyam.ocr.server.ocr.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.ocr.BulkAction;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange.Outcome;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange.Wish;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The buttons below the list of tasks: what they do, they do to all that the filter finds. */
@Controller
class BulkTasksPageController {
  private final BulkTaskChange bulk;
  private final Phrases phrases;

  BulkTasksPageController(BulkTaskChange bulk, Phrases phrases) {
    this.bulk = bulk;
    this.phrases = phrases;
  }

  @PostMapping("/tasks/bulk")
  String change(
      TaskQuery search,
      @RequestParam BulkAction action,
      @RequestParam(required = false) @Nullable String with,
      Person person,
      RedirectAttributes flash) {
    OtherEngine other = OtherEngine.of(with);
    try {
      Outcome outcome =
          bulk.change(
              new Wish(action, search.filter(null, person.id()), other.engine(), other.language()),
              person);
      tell(action, outcome, flash);
    } catch (Refused e) {
      flash.addFlashAttribute("problem", e.reason());
    }
    return "redirect:"
        + search.onto(UriComponentsBuilder.fromPath("/tasks")).encode().build().toUriString();
  }

  private void tell(BulkAction action, Outcome outcome, RedirectAttributes flash) {
    String more = outcome.next() == null ? "" : " " + phrases.say("bulk.more", BulkTaskChange.MOST);
    flash.addFlashAttribute("notice", phrases.say("bulk.done." + action, outcome.changed()) + more);
    if (outcome.unchanged() > 0) {
      flash.addFlashAttribute(
          "problem",
          phrases.say("bulk.unchanged", outcome.unchanged())
              + " "
              + outcome.reasons().getFirst().projectSlug()
              + ": "
              + outcome.reasons().getFirst().reason());
    }
  }
}
