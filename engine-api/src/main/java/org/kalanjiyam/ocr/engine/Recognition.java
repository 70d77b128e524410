package org.kalanjiyam.ocr.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an engine for one page.
 *
 * @param language one of the engine's language codes, or several joined by {@code +}
 * @param parameters the engine's settings in canonical form ({@code key=value} lines), empty for
 *     the default
 * @param deadline when the engine should stop by itself
 * @param cancellation asked from time to time; the engine stops soon after it says yes
 * @param spending told of money spent, as soon as it is
 * @param draft the page's text so far, for an engine that {@link OcrEngineProvider#corrects()
 *     corrects}: what is recognised is to be that text, corrected; null: the page is recognised
 *     afresh
 */
public record Recognition(
    PageImage image,
    String language,
    String parameters,
    Instant deadline,
    Cancellation cancellation,
    Spending spending,
    @Nullable String draft) {

  /** To recognise a page afresh. */
  public Recognition(
      PageImage image,
      String language,
      String parameters,
      Instant deadline,
      Cancellation cancellation,
      Spending spending) {
    this(image, language, parameters, deadline, cancellation, spending, null);
  }

  /** For engines that cost nothing. */
  public Recognition(
      PageImage image,
      String language,
      String parameters,
      Instant deadline,
      Cancellation cancellation) {
    this(image, language, parameters, deadline, cancellation, cost -> {});
  }

  /** Says whether anybody still wants the page. Safe to call from any thread. */
  @FunctionalInterface
  public interface Cancellation {
    boolean requested();
  }

  /**
   * Hears what a page costs, whatever becomes of it: an answer that is thrown away is paid for too.
   * Safe to call from any thread.
   */
  @FunctionalInterface
  public interface Spending {
    void add(Cost cost);
  }
}
