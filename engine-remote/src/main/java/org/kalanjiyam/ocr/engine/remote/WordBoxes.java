package org.kalanjiyam.ocr.engine.remote;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Word;

/**
 * Finds where the words of a text stand on the page, from words that another engine found there.
 * Both are taken in their order and paired where they are alike, so that as much as can be is
 * alike; what is left over is tried once more without what was paired (a column may come earlier in
 * one of them). Words between two pairs share the places between them, by their lengths.
 */
final class WordBoxes {
  private static final double LEAST_ALIKE = 0.5;
  private static final float GAP = -0.25f;
  private static final int PASSES = 3;
  private static final long MOST_CELLS = 9_000_000;

  private final List<String> words;
  private final List<Place> places;
  private final @Nullable Place[] found;

  /** Where a word of the other engine stands, and on which of its lines. */
  record Place(Box box, String text, int line) {}

  private WordBoxes(List<String> words, List<Place> places) {
    this.words = words;
    this.places = places;
    this.found = new Place[words.size()];
  }

  /**
   * Places each word.
   *
   * @return a place for each word, in their order; null where the page gives no hint at all
   */
  static List<@Nullable Place> find(List<String> words, PageText page) {
    WordBoxes boxes = new WordBoxes(words, places(page));
    boxes.pairAll();
    boxes.share();
    return Arrays.asList(boxes.found);
  }

  static List<Place> places(PageText page) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < page.lines().size(); i++) {
      Line line = page.lines().get(i);
      for (Word word : line.words()) {
        if (!word.text().isBlank() && word.box().width() > 0 && word.box().height() > 0) {
          places.add(new Place(word.box(), word.text(), i));
        }
      }
    }
    return places;
  }

  private void pairAll() {
    boolean[] taken = new boolean[places.size()];
    for (int pass = 0; pass < PASSES; pass++) {
      List<Integer> openWords = new ArrayList<>();
      List<Integer> openPlaces = new ArrayList<>();
      for (int i = 0; i < found.length; i++) {
        if (found[i] == null) {
          openWords.add(i);
        }
      }
      for (int i = 0; i < taken.length; i++) {
        if (!taken[i]) {
          openPlaces.add(i);
        }
      }
      if (pair(openWords, openPlaces, taken) == 0) {
        return;
      }
    }
  }

  /** The best pairing in order (Needleman and Wunsch); the number of pairs. */
  private int pair(List<Integer> some, List<Integer> others, boolean[] taken) {
    int rows = some.size();
    int columns = others.size();
    if (rows == 0 || columns == 0 || (long) rows * columns > MOST_CELLS) {
      return 0;
    }
    int[][] left = some.stream().map(i -> letters(words.get(i))).toArray(int[][]::new);
    int[][] right = others.stream().map(i -> letters(places.get(i).text())).toArray(int[][]::new);
    float[][] best = new float[rows + 1][columns + 1];
    float[][] alike = new float[rows][columns];
    for (int row = rows - 1; row >= 0; row--) {
      for (int column = columns - 1; column >= 0; column--) {
        float one = (float) Likeness.of(left[row], right[column], LEAST_ALIKE);
        alike[row][column] = one;
        float skip = Math.max(best[row + 1][column], best[row][column + 1]) + GAP;
        best[row][column] = one > 0 ? Math.max(skip, best[row + 1][column + 1] + one) : skip;
      }
    }
    int pairs = 0;
    int row = 0;
    int column = 0;
    while (row < rows && column < columns) {
      float one = alike[row][column];
      if (one > 0 && best[row][column] == best[row + 1][column + 1] + one) {
        found[some.get(row)] = places.get(others.get(column));
        taken[others.get(column)] = true;
        pairs++;
        row++;
        column++;
      } else if (best[row + 1][column] >= best[row][column + 1]) {
        row++;
      } else {
        column++;
      }
    }
    return pairs;
  }

  private static int[] letters(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFC).codePoints().toArray();
  }

  /** Words without a place share what lies between the places of their neighbours. */
  private void share() {
    List<@Nullable Place> exact = Arrays.asList(found.clone());
    int from = 0;
    while (from < found.length) {
      if (exact.get(from) != null) {
        from++;
        continue;
      }
      int to = from;
      while (to < found.length && exact.get(to) == null) {
        to++;
      }
      @Nullable Place before = from > 0 ? exact.get(from - 1) : null;
      @Nullable Place after = to < found.length ? exact.get(to) : null;
      List<Place> between = between(before, after, exact);
      if (between.isEmpty()) {
        squeeze(from, to, before, after);
      } else {
        spread(from, to, between);
      }
      from = to;
    }
  }

  /** Places that no word has, between two that words have. */
  private List<Place> between(
      @Nullable Place before, @Nullable Place after, List<@Nullable Place> exact) {
    int from = before == null ? 0 : places.indexOf(before) + 1;
    int to = after == null ? places.size() : places.indexOf(after);
    List<Place> between = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (exact.contains(places.get(i))) {
        return List.of();
      }
      between.add(places.get(i));
    }
    return between;
  }

  /** As if the letters of the words were written over the places, one after the other. */
  private void spread(int from, int to, List<Place> between) {
    int letters = 0;
    for (int i = from; i < to; i++) {
      letters += words.get(i).length();
    }
    int room = between.stream().mapToInt(place -> place.text().length()).sum();
    if (to - from == between.size()) {
      for (int i = from; i < to; i++) {
        found[i] = between.get(i - from);
      }
      return;
    }
    int at = 0;
    for (int i = from; i < to; i++) {
      double start = (double) at / letters * room;
      at += words.get(i).length();
      found[i] = stretch(between, start, (double) at / letters * room, words.get(i));
    }
  }

  /** The part of the places between two letters of theirs, on the line that has most of it. */
  private static Place stretch(List<Place> between, double start, double end, String word) {
    Place best = between.getFirst();
    double most = -1;
    double at = 0;
    @Nullable Box box = null;
    for (Place place : between) {
      double length = place.text().length();
      double first = Math.max(0, (start - at) / length);
      double last = Math.min(1, (end - at) / length);
      double share = (last - first) * length;
      if (share > 0) {
        Box part = part(place.box(), first, last);
        if (box != null && place.line() == best.line()) {
          box = box.union(part);
          most += share;
        } else if (share > most) {
          box = part;
          most = share;
        }
        if (most == share || place.line() == best.line()) {
          best = place;
        }
      }
      at += length;
    }
    return new Place(box == null ? best.box() : box, word, best.line());
  }

  private static Box part(Box box, double first, double last) {
    int x1 = box.x1() + (int) Math.floor(box.width() * first);
    int x2 = box.x1() + (int) Math.ceil(box.width() * last);
    return new Box(x1, box.y1(), Math.max(x1 + 1, x2), box.y2());
  }

  /** Nothing was found between the neighbours: the words stand in the white beside one of them. */
  private void squeeze(int from, int to, @Nullable Place before, @Nullable Place after) {
    @Nullable Place near = before == null ? after : before;
    if (near == null) {
      return;
    }
    Box line = lineOf(near);
    int start = before == null ? line.x1() : before.box().x2();
    int end = after != null && after.line() == near.line() ? after.box().x1() : line.x2();
    if (before == null) {
      end = near.box().x1();
    }
    if (end - start < to - from) {
      start = near.box().x1();
      end = near.box().x2();
    }
    for (int i = from; i < to; i++) {
      int x1 = start + (end - start) * (i - from) / (to - from);
      int x2 = start + (end - start) * (i - from + 1) / (to - from);
      Box box = new Box(x1, near.box().y1(), Math.max(x1 + 1, x2), near.box().y2());
      found[i] = new Place(box, words.get(i), near.line());
    }
  }

  private Box lineOf(Place near) {
    return places.stream()
        .filter(place -> place.line() == near.line())
        .map(Place::box)
        .reduce(Box::union)
        .orElse(near.box());
  }
}
