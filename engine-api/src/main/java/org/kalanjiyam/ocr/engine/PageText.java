package org.kalanjiyam.ocr.engine;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What was read on one page: its lines in reading order.
 *
 * @param width width of the image that the boxes refer to, in pixels
 * @param height height of the image, in pixels
 */
public record PageText(int width, int height, List<Line> lines) {
  public PageText {
    lines = List.copyOf(lines);
  }

  /** The text in Unicode NFC: lines end in a line feed, an empty line parts paragraphs. */
  public String text() {
    StringBuilder text = new StringBuilder();
    Line previous = null;
    for (Line line : lines) {
      if (previous != null && previous.paragraph() != line.paragraph()) {
        text.append('\n');
      }
      text.append(line.text()).append('\n');
      previous = line;
    }
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** Mean of the words' confidences, 0 to 1; empty where no word has one. */
  public OptionalDouble confidence() {
    return lines.stream()
        .flatMap(line -> line.words().stream())
        .map(Word::confidence)
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue)
        .average();
  }
}
