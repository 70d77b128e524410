package org.kalanjiyam.ocr.engine;

import org.jspecify.annotations.Nullable;

/**
 * One recognised word.
 *
 * @param confidence 0 to 1; null where the engine gives none (never 0 in its place)
 */
public record Word(Box box, String text, @Nullable Double confidence) {
  public Word {
    Confidence.check(confidence);
  }
}
