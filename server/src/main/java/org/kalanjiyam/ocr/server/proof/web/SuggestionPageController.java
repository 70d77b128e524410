package org.kalanjiyam.ocr.server.proof.web;

import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.kalanjiyam.ocr.server.proof.Suggestion;
import org.kalanjiyam.ocr.server.proof.Suggestions;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The two buttons of a suggestion in the page editor. */
@Controller
@RequestMapping("/proofing/{slug}/{page:\\d{1,6}}/suggestion")
class SuggestionPageController {
  private final Pages pages;
  private final Suggestions suggestions;
  private final EngineNames names;
  private final Phrases phrases;

  SuggestionPageController(
      Pages pages, Suggestions suggestions, EngineNames names, Phrases phrases) {
    this.pages = pages;
    this.suggestions = suggestions;
    this.names = names;
    this.phrases = phrases;
  }

  @PostMapping("/accept")
  String accept(
      Project project,
      Page page,
      @RequestParam int version,
      Person person,
      RedirectAttributes flash) {
    PageWithText with = pages.withText(page);
    String engine = suggestions.of(with).map(Suggestion::engine).map(names::engine).orElse("");
    boolean saved =
        suggestions
            .accept(with, version, phrases.say("suggestion.summary", engine), person)
            .filter(SaveResult.Saved.class::isInstance)
            .isPresent();
    flash.addFlashAttribute(
        saved ? "notice" : "problem",
        phrases.say(saved ? "suggestion.accepted" : "suggestion.meanwhile"));
    return back(project, page);
  }

  @PostMapping("/dismiss")
  String dismiss(Project project, Page page, Person person, RedirectAttributes flash) {
    suggestions.dismiss(page, person);
    flash.addFlashAttribute("notice", phrases.say("suggestion.dismissed"));
    return back(project, page);
  }

  private static String back(Project project, Page page) {
    return "redirect:/proofing/" + project.slug() + "/" + page.number();
  }
}
