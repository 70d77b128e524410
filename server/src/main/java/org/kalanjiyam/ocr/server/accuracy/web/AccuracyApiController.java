package org.kalanjiyam.ocr.server.accuracy.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates.Rates;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.RecognisedAndProofread;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much of what engines recognised people had to correct. */
@RestController
class AccuracyApiController {
  /** So many pages tell a book's rates well enough, and are measured while somebody waits. */
  private static final int MOST_PAGES = 100;

  private final Revisions revisions;

  AccuracyApiController(Revisions revisions) {
    this.revisions = revisions;
  }

  /**
   * Rates of one engine and language.
   *
   * @param pages the pages that were measured
   */
  record EngineRates(String engine, @Nullable String language, List<Integer> pages, Rates rates) {}

  /**
   * Rates of a book.
   *
   * @param pagesMeasured the first pages that have both a recognised text and a person's
   */
  record BookRates(int pagesMeasured, List<EngineRates> engines) {}

  /** Rates of one page's recognised text against the newest by a person. */
  record PageRates(
      int page,
      int revision,
      String engine,
      @Nullable String engineVersion,
      @Nullable String language,
      int truthRevision,
      Rates rates) {}

  @GetMapping("/api/v1/projects/{slug}/accuracy")
  BookRates book(Project project) {
    List<RecognisedAndProofread> pairs = revisions.recognisedAndProofread(project.id(), MOST_PAGES);
    Map<List<String>, List<RecognisedAndProofread>> groups = new LinkedHashMap<>();
    for (RecognisedAndProofread pair : pairs) {
      String language = pair.language() == null ? "" : pair.language();
      groups.computeIfAbsent(List.of(pair.engine(), language), k -> new ArrayList<>()).add(pair);
    }
    return new BookRates(
        pairs.size(), groups.values().stream().map(AccuracyApiController::together).toList());
  }

  private static EngineRates together(List<RecognisedAndProofread> pairs) {
    ErrorRates rates = new ErrorRates();
    pairs.forEach(pair -> rates.add(pair.truth(), pair.text()));
    RecognisedAndProofread first = pairs.getFirst();
    return new EngineRates(
        first.engine(),
        first.language(),
        pairs.stream().map(RecognisedAndProofread::page).toList(),
        rates.rates());
  }

  /**
   * One page.
   *
   * @param revision the recognised revision to measure; the newest by default
   */
  @GetMapping("/api/v1/projects/{slug}/pages/{page}/accuracy")
  PageRates page(Page page, @RequestParam(required = false) @Nullable Integer revision) {
    RecognisedAndProofread pair =
        revisions
            .recognisedAndProofread(page, revision)
            .orElseThrow(
                () ->
                    ApiProblem.of(
                        HttpStatus.NOT_FOUND,
                        "Nothing to compare",
                        "The page has no recognised text of that number, or none by a person."));
    ErrorRates rates = new ErrorRates();
    rates.add(pair.truth(), pair.text());
    return new PageRates(
        pair.page(),
        pair.version(),
        pair.engine(),
        pair.engineVersion(),
        pair.language(),
        pair.truthVersion(),
        rates.rates());
  }
}
