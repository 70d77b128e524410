package org.kalanjiyam.ocr.engine.google;

import com.google.cloud.vision.v1.Block;
import com.google.cloud.vision.v1.BoundingPoly;
import com.google.cloud.vision.v1.Paragraph;
import com.google.cloud.vision.v1.Symbol;
import com.google.cloud.vision.v1.TextAnnotation;
import com.google.cloud.vision.v1.TextAnnotation.DetectedBreak;
import com.google.cloud.vision.v1.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;

/**
 * Rebuilds lines from Google's answer, which has blocks, paragraphs, words and symbols but no
 * lines: the breaks between symbols tell. Punctuation, a word of its own to Google, is joined to
 * the word that it touches.
 */
final class VisionReader {
  private final int width;
  private final int height;
  private final List<Line> lines = new ArrayList<>();
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private final StringBuilder word = new StringBuilder();
  private boolean touches;
  private int block = -1;
  private int paragraph = -1;

  private VisionReader(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** The page's text; width and height count where Google names none. */
  static PageText read(TextAnnotation annotation, int width, int height) {
    if (annotation.getPagesCount() == 0) {
      return new PageText(width, height, List.of());
    }
    var page = annotation.getPages(0);
    VisionReader reader =
        new VisionReader(
            page.getWidth() > 0 ? page.getWidth() : width,
            page.getHeight() > 0 ? page.getHeight() : height);
    page.getBlocksList().forEach(reader::readBlock);
    return new PageText(reader.width, reader.height, reader.lines);
  }

  private void readBlock(Block google) {
    if (google.getParagraphsCount() > 0) {
      block++;
    }
    google.getParagraphsList().forEach(this::readParagraph);
  }

  private void readParagraph(Paragraph google) {
    paragraph++;
    google.getWordsList().forEach(this::readWord);
    endLine();
  }

  private void readWord(com.google.cloud.vision.v1.Word google) {
    for (Symbol symbol : google.getSymbolsList()) {
      DetectedBreak detected = symbol.getProperty().getDetectedBreak();
      if (detected.getIsPrefix()) {
        apply(detected, google);
      }
      String text = symbol.getText().replace("\0", "");
      word.append(text);
      line.append(text);
      if (!detected.getIsPrefix()) {
        apply(detected, google);
      }
    }
    endWord(google);
  }

  private void apply(DetectedBreak detected, com.google.cloud.vision.v1.Word google) {
    switch (detected.getType()) {
      case SPACE, SURE_SPACE -> {
        endWord(google);
        line.append(' ');
        touches = false;
      }
      case EOL_SURE_SPACE, LINE_BREAK -> {
        endWord(google);
        endLine();
      }
      case HYPHEN -> {
        word.append('-');
        line.append('-');
        endWord(google);
        endLine();
      }
      case UNKNOWN, UNRECOGNIZED -> {
        // No break.
      }
    }
  }

  private void endWord(com.google.cloud.vision.v1.Word google) {
    String text = word.toString().strip();
    word.setLength(0);
    if (text.isEmpty()) {
      return;
    }
    Word fresh = new Word(box(google.getBoundingBox()), text, confidence(google.getConfidence()));
    if (touches && !words.isEmpty() && isPunctuationBetween(words.getLast(), fresh)) {
      words.add(join(words.removeLast(), fresh));
    } else {
      words.add(fresh);
    }
    touches = true;
  }

  private void endLine() {
    String text = line.toString().strip();
    if (!text.isEmpty() && !words.isEmpty()) {
      Box box = words.stream().map(Word::box).reduce(Box::union).orElseThrow();
      lines.add(new Line(box, text, meanConfidence(), block, paragraph, words));
    }
    line.setLength(0);
    words.clear();
    touches = false;
  }

  private @Nullable Double meanConfidence() {
    OptionalDouble mean =
        words.stream()
            .map(Word::confidence)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue)
            .average();
    return mean.isPresent() ? round(mean.getAsDouble()) : null;
  }

  private static Word join(Word left, Word right) {
    Double a = left.confidence();
    Double b = right.confidence();
    int n = left.text().length();
    int m = right.text().length();
    Double mean = a == null ? b : b == null ? a : Double.valueOf(round((a * n + b * m) / (n + m)));
    return new Word(left.box().union(right.box()), left.text() + right.text(), mean);
  }

  private static boolean isPunctuationBetween(Word left, Word right) {
    return isPunctuation(left.text().codePointBefore(left.text().length()))
        || isPunctuation(right.text().codePointAt(0));
  }

  private static boolean isPunctuation(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }

  /** Corners come in reading direction, so the box is what holds them all. */
  private Box box(BoundingPoly corners) {
    var xs = corners.getVerticesList().stream().mapToInt(Vertex::getX).summaryStatistics();
    var ys = corners.getVerticesList().stream().mapToInt(Vertex::getY).summaryStatistics();
    if (xs.getCount() == 0) {
      return new Box(0, 0, 0, 0);
    }
    return new Box(
        Math.clamp(xs.getMin(), 0, width),
        Math.clamp(ys.getMin(), 0, height),
        Math.clamp(xs.getMax(), 0, width),
        Math.clamp(ys.getMax(), 0, height));
  }

  /** In Google's messages a confidence that is not there is 0. */
  private static @Nullable Double confidence(float google) {
    return google <= 0 ? null : Double.valueOf(round(Math.min(google, 1)));
  }

  private static double round(double confidence) {
    return Math.round(confidence * 10_000) / 10_000.0;
  }
}
