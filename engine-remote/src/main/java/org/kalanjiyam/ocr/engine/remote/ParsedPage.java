package org.kalanjiyam.ocr.engine.remote;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;

/**
 * What an answer says is on the page.
 *
 * @param blocks in reading order
 * @param turn degrees, clockwise, by which the model wants the page turned; 0 if it is upright
 */
record ParsedPage(List<Block> blocks, int turn) {
  ParsedPage {
    blocks = blocks.stream().filter(block -> !block.lines().isEmpty()).toList();
  }

  /**
   * A paragraph, a heading, a column's part.
   *
   * @param box where it is on the page's own image; null where the model does not say
   * @param lines none of them blank
   */
  record Block(@Nullable Box box, List<String> lines) {
    static Block of(@Nullable Box box, String text) {
      return new Block(
          box, text.lines().map(line -> line.strip()).filter(line -> !line.isEmpty()).toList());
    }
  }

  /** The text alone. */
  String text() {
    return blocks.stream()
        .map(block -> String.join("\n", block.lines()))
        .collect(Collectors.joining("\n\n"));
  }
}
