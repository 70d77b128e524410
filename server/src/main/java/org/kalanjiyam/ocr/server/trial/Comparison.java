package org.kalanjiyam.ocr.server.trial;

import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates.Rates;
import org.kalanjiyam.ocr.server.budget.Money;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.proof.TextDifference;
import org.kalanjiyam.ocr.server.task.PageStatus;

/**
 * What came of a trial, side by side.
 *
 * @param sums of each set-up, in their order
 * @param pages of the book, in its order
 */
public record Comparison(Trial trial, List<Sum> sums, List<OfPage> pages) {

  /**
   * A set-up over all pages.
   *
   * @param confidence mean of its pages; null where the engine gives none
   * @param millisPerPage mean time in work; null before the first page
   * @param cost null where the engine costs nothing
   * @param rates against what people made of the pages; null where they made nothing
   */
  public record Sum(
      Trial.Run run,
      @Nullable Double confidence,
      @Nullable Long millisPerPage,
      @Nullable Money cost,
      @Nullable Rates rates) {}

  /**
   * A page.
   *
   * @param truth the newest text by a person; null if there is none
   * @param cells of each set-up, in their order
   */
  public record OfPage(Page page, @Nullable String truth, List<Cell> cells) {}

  /**
   * What a set-up made of a page.
   *
   * @param status null where the set-up did not start
   * @param reason why there is no text
   * @param text null while there is none
   * @param difference from the person's text or, where there is none, the first set-up's; null for
   *     that one itself
   * @param rates null where no person wrote
   */
  public record Cell(
      int place,
      @Nullable UUID taskId,
      @Nullable PageStatus status,
      @Nullable String reason,
      @Nullable String text,
      @Nullable TextDifference difference,
      @Nullable Double confidence,
      @Nullable Long millis,
      @Nullable Rates rates) {}

  static @Nullable Double mean(List<Double> values) {
    OptionalDouble mean = values.stream().mapToDouble(Double::doubleValue).average();
    return mean.isPresent() ? mean.getAsDouble() : null;
  }
}
