package org.kalanjiyam.ocr.server.accuracy.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.accuracy.BookAccuracy;
import org.kalanjiyam.ocr.server.accuracy.BookAccuracy.OfEngine;
import org.kalanjiyam.ocr.server.accuracy.BookAccuracy.OfPage;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.BookTexts;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much of what engines recognised people had to correct. */
@RestController
class AccuracyApiController {
  private final BookTexts bookTexts;

  AccuracyApiController(BookTexts bookTexts) {
    this.bookTexts = bookTexts;
  }

  /**
   * Rates of a book.
   *
   * @param pagesMeasured the first pages that have both a recognised text and a person's
   * @param pages the same pages one by one, without what was taken for what
   */
  record BookRates(int pagesMeasured, List<OfEngine> engines, List<PageRow> pages) {}

  /** One page in a book's rates. */
  record PageRow(
      int page,
      int revision,
      String engine,
      @Nullable String language,
      int truthRevision,
      double cer,
      double cerWithoutJoiners,
      double cerLettersAlone,
      double clusterErrorRate,
      double wer,
      long characters) {
    static PageRow of(OfPage page) {
      var rates = page.rates();
      return new PageRow(
          page.page(),
          page.revision(),
          page.engine(),
          page.language(),
          page.truthRevision(),
          rates.cer(),
          rates.cerWithoutJoiners(),
          rates.cerLettersAlone(),
          rates.clusterErrorRate(),
          rates.wer(),
          rates.characters());
    }
  }

  @GetMapping("/api/v1/projects/{slug}/accuracy")
  BookRates book(Project project) {
    BookAccuracy book =
        BookAccuracy.of(
            bookTexts.recognisedAndProofread(project.id(), AccuracyPageController.MOST_PAGES));
    return new BookRates(
        book.pages().size(), book.engines(), book.pages().stream().map(PageRow::of).toList());
  }

  /**
   * One page.
   *
   * @param revision the recognised revision to measure; the newest by default
   */
  @GetMapping("/api/v1/projects/{slug}/pages/{page}/accuracy")
  OfPage page(Page page, @RequestParam(required = false) @Nullable Integer revision) {
    return BookAccuracy.of(bookTexts.recognisedAndProofread(page)).pages().stream()
        .filter(one -> revision == null || one.revision() == revision)
        .findFirst()
        .orElseThrow(
            () ->
                ApiProblem.of(
                    HttpStatus.NOT_FOUND,
                    "Nothing to compare",
                    "The page has no recognised text of that number, or none by a person."));
  }
}
