package org.kalanjiyam.ocr.engine;

import java.time.Instant;

/**
 * What is asked of an engine for one page.
 *
 * @param language one of the engine's language codes, or several joined by {@code +}
 * @param parameters the engine's settings in canonical form ({@code key=value} lines), empty for
 *     the default
 * @param deadline when the engine should stop by itself
 * @param cancellation asked from time to time; the engine stops soon after it says yes
 */
public record Recognition(
    PageImage image,
    String language,
    String parameters,
    Instant deadline,
    Cancellation cancellation) {

  /** Says whether anybody still wants the page. Safe to call from any thread. */
  @FunctionalInterface
  public interface Cancellation {
    boolean requested();
  }
}
