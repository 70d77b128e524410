package org.kalanjiyam.ocr.server.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Word;

/**
 * Gives edited text its place on the page. Lines that stayed keep all they have. Between two that
 * stayed, the edited lines take the boxes of the old ones in turn; where there are more of them,
 * the last box is shared out; where there are fewer, the last takes the rest.
 */
final class Alignment {
  private static final int MOST_CELLS = 4_000_000;

  private final List<TextLine> old;
  private final List<String> edited;
  private final Box page;
  private final List<TextLine> placed = new ArrayList<>();

  private Alignment(List<TextLine> old, List<String> edited, Box page) {
    this.old = old;
    this.edited = edited;
    this.page = page;
  }

  /**
   * Places a text.
   *
   * @param old lines of the revision that was edited
   * @param page box of the whole page
   */
  static List<TextLine> place(List<TextLine> old, String text, Box page) {
    List<String> lines = text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    Alignment alignment = new Alignment(old, lines, page);
    alignment.run();
    return alignment.placed;
  }

  private void run() {
    int from = 0;
    int editedFrom = 0;
    for (int[] kept : common()) {
      change(from, kept[0], editedFrom, kept[1]);
      placed.add(old.get(kept[0]));
      from = kept[0] + 1;
      editedFrom = kept[1] + 1;
    }
    change(from, old.size(), editedFrom, edited.size());
  }

  /** Pairs of equal lines, old and edited, in order: as many as there can be. */
  private List<int[]> common() {
    int rows = old.size();
    int columns = edited.size();
    List<int[]> pairs = new ArrayList<>();
    if ((long) rows * columns > MOST_CELLS) {
      return pairs;
    }
    int[][] most = new int[rows + 1][columns + 1];
    for (int row = rows - 1; row >= 0; row--) {
      for (int column = columns - 1; column >= 0; column--) {
        most[row][column] =
            same(row, column)
                ? most[row + 1][column + 1] + 1
                : Math.max(most[row + 1][column], most[row][column + 1]);
      }
    }
    int row = 0;
    int column = 0;
    while (row < rows && column < columns) {
      if (same(row, column)) {
        pairs.add(new int[] {row++, column++});
      } else if (most[row + 1][column] >= most[row][column + 1]) {
        row++;
      } else {
        column++;
      }
    }
    return pairs;
  }

  private boolean same(int row, int column) {
    return old.get(row).text().strip().equals(edited.get(column));
  }

  private void change(int from, int to, int editedFrom, int editedTo) {
    int boxes = to - from;
    int lines = editedTo - editedFrom;
    for (int i = 0; i < lines; i++) {
      String text = edited.get(editedFrom + i);
      if (boxes == 0) {
        placed.add(estimated(text, between(from - 1, to), i, lines, near(from)));
      } else if (i < boxes - 1 || lines == boxes) {
        boolean last = i == lines - 1;
        placed.add(
            last ? corrected(joined(from + i, to), text) : corrected(old.get(from + i), text));
      } else {
        TextLine shared = old.get(to - 1);
        placed.add(estimated(text, shared.box(), i - boxes + 1, lines - boxes + 1, shared));
      }
    }
  }

  private @Nullable TextLine near(int index) {
    return old.isEmpty() ? null : old.get(Math.clamp(index, 0, old.size() - 1));
  }

  /** The room between two old lines, as wide as both. */
  private Box between(int above, int below) {
    @Nullable Box upper = above >= 0 ? old.get(above).box() : null;
    @Nullable Box lower = below < old.size() ? old.get(below).box() : null;
    int x1 =
        Math.min(upper == null ? page.x2() : upper.x1(), lower == null ? page.x2() : lower.x1());
    int x2 = Math.max(upper == null ? 0 : upper.x2(), lower == null ? 0 : lower.x2());
    int y1 = upper == null ? page.y1() : upper.y2();
    int y2 = Math.max(y1, lower == null ? page.y2() : lower.y1());
    return x1 < x2 ? new Box(x1, y1, x2, y2) : new Box(page.x1(), y1, page.x2(), y2);
  }

  private TextLine joined(int from, int to) {
    TextLine first = old.get(from);
    if (to - from == 1) {
      return first;
    }
    Box box = old.subList(from, to).stream().map(TextLine::box).reduce(Box::union).orElseThrow();
    return new TextLine(box, "", null, first.block(), first.paragraph(), List.of(), true);
  }

  /** A slice of a box, the i-th of several below each other. */
  private static TextLine estimated(
      String text, Box room, int slice, int slices, @Nullable TextLine like) {
    int top = room.y1() + room.height() * slice / slices;
    int bottom = room.y1() + room.height() * (slice + 1) / slices;
    Box box = new Box(room.x1(), top, room.x2(), bottom);
    int block = like == null ? 0 : like.block();
    int paragraph = like == null ? 0 : like.paragraph();
    return new TextLine(box, text, null, block, paragraph, spread(text, box), true);
  }

  /** A line in its old place: word by word where their number stayed, else spread over the line. */
  private static TextLine corrected(TextLine line, String text) {
    List<String> tokens = tokens(text);
    List<Word> words = new ArrayList<>();
    if (tokens.size() == line.words().size()) {
      for (int i = 0; i < tokens.size(); i++) {
        Word word = line.words().get(i);
        boolean same = word.text().equals(tokens.get(i));
        words.add(same ? word : new Word(word.box(), tokens.get(i), null));
      }
    } else {
      words.addAll(spread(text, line.box()));
    }
    return new TextLine(line.box(), text, null, line.block(), line.paragraph(), words, true);
  }

  private static List<Word> spread(String text, Box box) {
    List<Word> words = new ArrayList<>();
    int length = Math.max(1, text.length());
    int at = 0;
    for (String token : tokens(text)) {
      int start = text.indexOf(token, at);
      at = start + token.length();
      int x1 = box.x1() + (int) ((long) box.width() * start / length);
      int x2 = box.x1() + (int) ((long) box.width() * at / length);
      words.add(new Word(new Box(x1, box.y1(), x2, box.y2()), token, null));
    }
    return words;
  }

  private static List<String> tokens(String text) {
    return Arrays.stream(text.split("\\s+")).filter(token -> !token.isEmpty()).toList();
  }
}
