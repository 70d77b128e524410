package org.kalanjiyam.ocr.engine.remote;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;

/** A page's text as bytes between two processes of one program. */
final class PageStream {
  private static final double NO_CONFIDENCE = -1;

  private PageStream() {}

  static void write(DataOutputStream out, PageText page) throws IOException {
    out.writeInt(page.width());
    out.writeInt(page.height());
    out.writeInt(page.lines().size());
    for (Line line : page.lines()) {
      write(out, line.box());
      text(out, line.text());
      confidence(out, line.confidence());
      out.writeInt(line.block());
      out.writeInt(line.paragraph());
      out.writeInt(line.words().size());
      for (Word word : line.words()) {
        write(out, word.box());
        text(out, word.text());
        confidence(out, word.confidence());
      }
    }
  }

  static PageText read(DataInputStream in) throws IOException {
    int width = in.readInt();
    int height = in.readInt();
    int count = in.readInt();
    List<Line> lines = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Box box = box(in);
      String text = text(in);
      Double confidence = confidence(in);
      int block = in.readInt();
      int paragraph = in.readInt();
      int size = in.readInt();
      List<Word> words = new ArrayList<>(size);
      for (int j = 0; j < size; j++) {
        words.add(new Word(box(in), text(in), confidence(in)));
      }
      lines.add(new Line(box, text, confidence, block, paragraph, words));
    }
    return new PageText(width, height, lines);
  }

  private static void write(DataOutputStream out, Box box) throws IOException {
    out.writeInt(box.x1());
    out.writeInt(box.y1());
    out.writeInt(box.x2());
    out.writeInt(box.y2());
  }

  private static Box box(DataInputStream in) throws IOException {
    return new Box(in.readInt(), in.readInt(), in.readInt(), in.readInt());
  }

  static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String text(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static void confidence(DataOutputStream out, @Nullable Double value) throws IOException {
    out.writeDouble(value == null ? NO_CONFIDENCE : value);
  }

  private static @Nullable Double confidence(DataInputStream in) throws IOException {
    double value = in.readDouble();
    return value < 0 ? null : value;
  }
}
