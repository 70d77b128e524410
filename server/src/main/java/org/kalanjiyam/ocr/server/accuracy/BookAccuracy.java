package org.kalanjiyam.ocr.server.accuracy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates.Rates;
import org.kalanjiyam.ocr.server.proof.RecognisedAndProofread;

/**
 * Error rates of texts that engines recognised, each against what a person made of its page.
 *
 * @param engines together, for each engine and language
 * @param pages one by one
 */
public record BookAccuracy(List<OfEngine> engines, List<OfPage> pages) {
  /** So many comparisons are made while somebody waits; pages that are much alike cost little. */
  private static final long MOST_WORK = 1_500_000_000L;

  /**
   * Rates of one engine and language.
   *
   * @param pages the pages that were measured
   */
  public record OfEngine(
      String engine, @Nullable String language, List<Integer> pages, Rates rates) {}

  /**
   * Rates of one page.
   *
   * @param revision the recognised one
   * @param truthRevision the person's
   */
  public record OfPage(
      int page,
      int revision,
      String engine,
      @Nullable String engineVersion,
      @Nullable String language,
      int truthRevision,
      Rates rates) {}

  /** Measures pages, as many as can be while somebody waits. */
  public static BookAccuracy of(List<RecognisedAndProofread> pairs) {
    List<OfPage> pages = new ArrayList<>();
    Map<List<String>, ErrorRates> together = new LinkedHashMap<>();
    Map<List<String>, List<OfPage>> groups = new LinkedHashMap<>();
    long work = 0;
    for (RecognisedAndProofread pair : pairs) {
      if (work > MOST_WORK) {
        break;
      }
      ErrorRates alone = ErrorRates.of(pair.truth(), pair.text());
      work += alone.work();
      OfPage page = page(pair, alone);
      pages.add(page);
      List<String> key = List.of(pair.engine(), pair.language() == null ? "" : pair.language());
      together.computeIfAbsent(key, k -> new ErrorRates()).add(alone);
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(page);
    }
    List<OfEngine> engines = new ArrayList<>();
    together.forEach(
        (key, rates) -> engines.add(engine(groups.getOrDefault(key, List.of()), rates)));
    return new BookAccuracy(engines, pages);
  }

  private static OfEngine engine(List<OfPage> pages, ErrorRates rates) {
    OfPage first = pages.getFirst();
    return new OfEngine(
        first.engine(), first.language(), pages.stream().map(OfPage::page).toList(), rates.rates());
  }

  private static OfPage page(RecognisedAndProofread pair, ErrorRates alone) {
    return new OfPage(
        pair.page(),
        pair.version(),
        pair.engine(),
        pair.engineVersion(),
        pair.language(),
        pair.truthVersion(),
        alone.rates());
  }
}
