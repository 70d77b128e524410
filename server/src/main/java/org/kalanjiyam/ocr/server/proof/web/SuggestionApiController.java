package org.kalanjiyam.ocr.server.proof.web;

import java.util.Optional;
import java.util.UUID;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.kalanjiyam.ocr.server.proof.Suggestion;
import org.kalanjiyam.ocr.server.proof.Suggestions;
import org.kalanjiyam.ocr.server.proof.TextDifference;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code .../pages/{page}/suggestion}: what an engine would correct, for a person to decide. */
@RestController
@RequestMapping("/api/v1/projects/{slug}/pages/{page}/suggestion")
class SuggestionApiController {
  private final Pages pages;
  private final Suggestions suggestions;
  private final FreshPage fresh;

  SuggestionApiController(Pages pages, Suggestions suggestions, FreshPage fresh) {
    this.pages = pages;
    this.suggestions = suggestions;
    this.fresh = fresh;
  }

  /**
   * A suggestion.
   *
   * @param version the text that it would change
   * @param text the whole text with it
   * @param difference from the page's text
   */
  record SuggestionView(
      UUID taskId,
      String engine,
      String language,
      int version,
      String text,
      TextDifference difference) {

    static SuggestionView of(Suggestion suggestion) {
      return new SuggestionView(
          suggestion.taskId(),
          suggestion.engine(),
          suggestion.language(),
          suggestion.version(),
          suggestion.text(),
          suggestion.difference());
    }
  }

  @GetMapping
  SuggestionView waiting(Page page) {
    return suggestions
        .of(pages.withText(page))
        .map(SuggestionView::of)
        .orElseThrow(SuggestionApiController::none);
  }

  @PostMapping("/accept")
  PageView accept(Page page, @RequestBody Looked base, Person person) {
    Optional<SaveResult> result =
        suggestions.accept(pages.withText(page), base.required(), null, person);
    return switch (result.orElseThrow(SuggestionApiController::none)) {
      case SaveResult.Saved saved -> fresh.view(page);
      case SaveResult.Conflict conflict -> throw Problems.conflict("", conflict);
      case SaveResult.Unfit unfit -> throw Problems.unfit(unfit);
    };
  }

  @PostMapping("/dismiss")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void dismiss(Page page, Person person) {
    if (!suggestions.dismiss(page, person)) {
      throw none();
    }
  }

  private static ErrorResponseException none() {
    return ApiProblem.of(
        HttpStatus.NOT_FOUND, "No suggestion", "No engine's suggestion for this page waits.");
  }
}
