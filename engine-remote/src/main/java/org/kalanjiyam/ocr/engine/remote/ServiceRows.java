package org.kalanjiyam.ocr.engine.remote;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;
import tools.jackson.databind.JsonNode;

/**
 * The {@code bounding_boxes} of a service: rows {@code x1, y1, x2, y2, text} parted by tabs, in one
 * text or a list of texts; or a list of objects with {@code box} or {@code bbox} and {@code text}.
 * A row is a word, a line or a block.
 */
final class ServiceRows {
  private final List<Word> rows = new ArrayList<>();

  private ServiceRows() {}

  /** The rows as a page, words on the lines that they stand on; empty if there is none. */
  static Optional<PageText> page(JsonNode boxes, int width, int height) {
    ServiceRows all = new ServiceRows();
    if (boxes.isString()) {
      boxes.asString().lines().forEach(all::row);
    } else {
      boxes.forEach(all::add);
    }
    return all.rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new PageText(width, height, all.lines()));
  }

  private void add(JsonNode node) {
    if (node.isString()) {
      row(node.asString());
      return;
    }
    JsonNode box = node.has("box") ? node.path("box") : node.path("bbox");
    double[] sides = new double[box.size()];
    for (int i = 0; i < sides.length; i++) {
      sides[i] = box.get(i).asDouble(-1);
    }
    add(sides, node.path("text").asString(""));
  }

  private void row(String row) {
    String[] cells = row.split("\t", 5);
    if (cells.length == 5) {
      add(HtmlAnswer.numbers(String.join(" ", List.of(cells).subList(0, 4))), cells[4]);
    }
  }

  private void add(double[] box, String text) {
    if (box.length == 4 && box[0] >= 0 && box[1] >= 0 && box[0] < box[2] && box[1] < box[3]) {
      Box whole = new Box((int) box[0], (int) box[1], (int) box[2], (int) box[3]);
      rows.add(new Word(whole, text.strip(), null));
    }
  }

  private List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    List<Word> line = new ArrayList<>();
    for (Word row : rows) {
      if (!line.isEmpty() && !follows(line.getLast().box(), row.box())) {
        lines.add(line(line));
        line.clear();
      }
      line.add(row);
    }
    lines.add(line(line));
    return lines;
  }

  /** Whether a word stands to the right of another, on its line. */
  private static boolean follows(Box one, Box other) {
    int middle = (other.y1() + other.y2()) / 2;
    return other.x1() >= one.x1() && middle > one.y1() && middle < one.y2();
  }

  private static Line line(List<Word> rows) {
    List<Word> words = new ArrayList<>();
    for (Word row : rows) {
      int at = 0;
      for (String token : PageAssembly.tokens(row.text())) {
        int start = row.text().indexOf(token, at);
        at = start + token.length();
        Box box = row.box();
        int x1 = box.x1() + box.width() * start / row.text().length();
        int x2 = box.x1() + box.width() * at / row.text().length();
        words.add(new Word(new Box(x1, box.y1(), Math.max(x1 + 1, x2), box.y2()), token, null));
      }
    }
    Box box = rows.stream().map(Word::box).reduce(Box::union).orElseThrow();
    String text = String.join(" ", rows.stream().map(Word::text).toList());
    return new Line(box, text, null, 0, 0, words);
  }
}
