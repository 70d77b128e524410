package org.kalanjiyam.ocr.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One recognised line.
 *
 * @param block number of the block (column, paragraph group) that the line belongs to, from 0, in
 *     reading order
 * @param paragraph number of the paragraph within the page, from 0, in reading order
 * @param confidence 0 to 1; null where the engine gives none
 */
public record Line(
    Box box, String text, @Nullable Double confidence, int block, int paragraph, List<Word> words) {
  public Line {
    Confidence.check(confidence);
    words = List.copyOf(words);
  }
}
