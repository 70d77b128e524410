package org.kalanjiyam.ocr.engine.tesseract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.tesseract.ResultIterator;
import org.bytedeco.tesseract.TessBaseAPI;
import org.bytedeco.tesseract.global.tesseract;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;

/** Reads lines and words from Tesseract's result. */
final class ResultReader {
  /** A line of a page is at least this share of the usual height. */
  private static final double LOW = 1 / 3.0;

  private static final double UNSURE = 0.5;

  private final Geometry geometry;
  private final TextRules rules;
  private final List<Line> lines = new ArrayList<>();
  private List<Word> words = new ArrayList<>();
  private int block = -1;
  private int paragraph = -1;

  private ResultReader(Geometry geometry, TextRules rules) {
    this.geometry = geometry;
    this.rules = rules;
  }

  static PageText read(TessBaseAPI api, Geometry geometry, TextRules rules) {
    ResultReader reader = new ResultReader(geometry, rules);
    ResultIterator result = api.GetIterator();
    if (result != null && !result.isNull()) {
      try {
        reader.readWords(result);
      } finally {
        tesseract.TessResultIteratorDelete(result);
      }
    }
    return new PageText(geometry.width(), geometry.height(), withoutOrnaments(reader.lines));
  }

  /** Without what was made of rules and ornaments: far lower than the page's lines, and unsure. */
  static List<Line> withoutOrnaments(List<Line> lines) {
    int[] heights =
        lines.stream().mapToInt(line -> line.box().y2() - line.box().y1()).sorted().toArray();
    double lowest = heights.length == 0 ? 0 : heights[heights.length / 2] * LOW;
    return lines.stream()
        .filter(
            line ->
                line.box().y2() - line.box().y1() >= lowest
                    || line.confidence() == null
                    || line.confidence() >= UNSURE)
        .toList();
  }

  private void readWords(ResultIterator result) {
    result.Begin();
    do {
      if (result.IsAtBeginningOf(tesseract.RIL_BLOCK)) {
        block++;
      }
      if (result.IsAtBeginningOf(tesseract.RIL_PARA)) {
        paragraph++;
      }
      Word word = result.Empty(tesseract.RIL_WORD) ? null : word(result);
      if (word != null) {
        words.add(word);
      }
      if (result.IsAtFinalElement(tesseract.RIL_TEXTLINE, tesseract.RIL_WORD)) {
        endLine();
      }
    } while (result.Next(tesseract.RIL_WORD));
    endLine();
  }

  private @Nullable Word word(ResultIterator result) {
    String text = rules.apply(text(result));
    Box box = box(result);
    if (text.isBlank() || box == null) {
      return null;
    }
    double confidence = Math.clamp(result.Confidence(tesseract.RIL_WORD) / 100.0, 0, 1);
    return new Word(box, text, Math.round(confidence * 10_000) / 10_000.0);
  }

  private static String text(ResultIterator result) {
    BytePointer text = result.GetUTF8Text(tesseract.RIL_WORD);
    if (text == null || text.isNull()) {
      return "";
    }
    try {
      return text.getString(UTF_8).replace("\0", "").strip();
    } finally {
      tesseract.TessDeleteText(text);
    }
  }

  private @Nullable Box box(ResultIterator result) {
    int[] x1 = new int[1];
    int[] y1 = new int[1];
    int[] x2 = new int[1];
    int[] y2 = new int[1];
    if (!result.BoundingBox(tesseract.RIL_WORD, x1, y1, x2, y2)) {
      return null;
    }
    return geometry.toStored(x1[0], y1[0], x2[0], y2[0]);
  }

  private void endLine() {
    if (words.isEmpty()) {
      return;
    }
    lines.add(line(words, Math.max(0, block), Math.max(0, paragraph)));
    words = new ArrayList<>();
  }

  /** The line that these words make, of which there is one at least. */
  static Line line(List<Word> words, int block, int paragraph) {
    Box box = words.stream().map(Word::box).reduce(Box::union).orElseThrow();
    String text = String.join(" ", words.stream().map(Word::text).toList());
    double confidence =
        words.stream()
            .mapToDouble(w -> w.confidence() == null ? 0 : w.confidence())
            .average()
            .orElse(0);
    return new Line(box, text, Math.round(confidence * 10_000) / 10_000.0, block, paragraph, words);
  }
}
