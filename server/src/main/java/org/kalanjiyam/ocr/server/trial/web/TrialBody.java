package org.kalanjiyam.ocr.server.trial.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Parameters;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates.Rates;
import org.kalanjiyam.ocr.server.budget.Money;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.trial.Comparison;
import org.kalanjiyam.ocr.server.trial.Trial;

/** A trial as programs see it. */
record TrialBody(
    UUID trialId,
    String pages,
    String startedBy,
    Instant startedAt,
    boolean active,
    List<RunBody> setups) {

  /**
   * What a set-up made.
   *
   * @param taskId null if it did not start, or is forgotten
   * @param refusal why it did not start
   * @param cer against what people wrote on these pages; null where they wrote nothing
   * @param results by page; empty in lists
   */
  record RunBody(
      int place,
      String engine,
      String language,
      Map<String, String> options,
      @Nullable UUID taskId,
      @Nullable String status,
      @Nullable String refusal,
      @Nullable Double confidence,
      @Nullable Long millisPerPage,
      @Nullable Money cost,
      @Nullable Double cer,
      @Nullable Double cerWithoutJoiners,
      @Nullable Double wer,
      List<PageBody> results) {}

  /** What a set-up made of a page. */
  record PageBody(
      int page,
      @Nullable PageStatus status,
      @Nullable String reason,
      @Nullable String text,
      @Nullable Double confidence,
      @Nullable Long millis,
      @Nullable Double cer) {}

  static TrialBody of(Trial trial) {
    return new TrialBody(
        trial.id(),
        trial.pages(),
        trial.startedByName(),
        trial.startedAt(),
        trial.active(),
        trial.runs().stream()
            .map(run -> run(new Comparison.Sum(run, null, null, null, null), List.of()))
            .toList());
  }

  static TrialBody of(Comparison comparison) {
    Trial trial = comparison.trial();
    return new TrialBody(
        trial.id(),
        trial.pages(),
        trial.startedByName(),
        trial.startedAt(),
        trial.active(),
        comparison.sums().stream().map(sum -> run(sum, comparison.pages())).toList());
  }

  private static RunBody run(Comparison.Sum sum, List<Comparison.OfPage> pages) {
    Trial.Run run = sum.run();
    Task task = run.task();
    Rates rates = sum.rates();
    return new RunBody(
        run.place(),
        run.setup().engine(),
        run.setup().language(),
        Parameters.parse(run.setup().parameters()),
        task == null ? null : task.id(),
        task == null ? null : task.status().name(),
        run.refusal(),
        sum.confidence(),
        sum.millisPerPage(),
        sum.cost(),
        rates == null ? null : rates.cer(),
        rates == null ? null : rates.cerWithoutJoiners(),
        rates == null ? null : rates.wer(),
        pages.stream()
            .map(page -> page(page.page().number(), page.cells().get(run.place() - 1)))
            .toList());
  }

  private static PageBody page(int number, Comparison.Cell cell) {
    Rates rates = cell.rates();
    return new PageBody(
        number,
        cell.status(),
        cell.reason(),
        cell.text(),
        cell.confidence(),
        cell.millis(),
        rates == null ? null : rates.cer());
  }
}
