package org.kalanjiyam.ocr.server.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The fewest insertions, deletions and substitutions that make one list of another (Levenshtein).
 * Looked for in a band around the diagonal that is widened until the answer lies within, so that
 * lists that are much alike cost little (Ukkonen 1985). A band takes at most {@value #MOST_CELLS}
 * bytes: of long lists that have next to nothing in common it is a way from one to the other that
 * is told, not always the shortest, and of those whose lengths are far apart that each is another.
 */
final class Alignment {
  private static final int NARROW = 32;
  private static final int FAR = Integer.MAX_VALUE / 2;
  static final int MOST_CELLS = 16_000_000;

  /** How a place is come to: both go on, one is left out, one is added. */
  private static final byte BOTH = 0;

  private static final byte LEFT_OUT = 1;
  private static final byte ADDED = 2;

  private final List<String> wanted;
  private final List<String> got;
  private final int band;
  private final byte[][] ways;
  private final int distance;

  private Alignment(List<String> wanted, List<String> got, int band) {
    this.wanted = wanted;
    this.got = got;
    this.band = band;
    this.ways = new byte[wanted.size() + 1][2 * band + 1];
    this.distance = fill();
  }

  /** Lists that are too far apart to compare. */
  private Alignment(List<String> wanted, List<String> got) {
    this.wanted = wanted;
    this.got = got;
    this.band = 0;
    this.ways = new byte[0][0];
    this.distance = Math.max(wanted.size(), got.size());
  }

  static Alignment of(List<String> wanted, List<String> got) {
    int apart = Math.abs(wanted.size() - got.size()) + 1;
    int affordable = (MOST_CELLS / (wanted.size() + 1) - 1) / 2;
    if (apart > affordable) {
      return new Alignment(wanted, got);
    }
    int most = Math.min(Math.max(wanted.size(), got.size()), affordable);
    int band = Math.max(apart, Math.min(NARROW, affordable));
    Alignment found = new Alignment(wanted, got, band);
    while (found.distance > band && band < most) {
      band = Math.min(most, band * 2);
      found = new Alignment(wanted, got, band);
    }
    return found;
  }

  int distance() {
    return distance;
  }

  /** How many places were looked at last, which is what it cost. */
  long cells() {
    return (2L * band + 1) * (wanted.size() + 1);
  }

  private int fill() {
    int[] above = new int[2 * band + 1];
    int[] row = new int[2 * band + 1];
    for (int i = 0; i <= wanted.size(); i++) {
      Arrays.fill(row, FAR);
      int last = Math.min(got.size(), i + band);
      for (int j = Math.max(0, i - band); j <= last; j++) {
        int at = j - i + band;
        int both = i == 0 || j == 0 ? FAR : above[at] + change(i, j);
        int leftOut = i == 0 || at == 2 * band ? FAR : above[at + 1] + 1;
        int added = j == 0 || at == 0 ? FAR : row[at - 1] + 1;
        row[at] = i == 0 && j == 0 ? 0 : Math.min(both, Math.min(leftOut, added));
        ways[i][at] = row[at] == both ? BOTH : row[at] == leftOut ? LEFT_OUT : ADDED;
      }
      int[] old = above;
      above = row;
      row = old;
    }
    return above[got.size() - wanted.size() + band];
  }

  private int change(int i, int j) {
    return wanted.get(i - 1).equals(got.get(j - 1)) ? 0 : 1;
  }

  /** Tells each place where they differ: what was wanted and what is there, empty for nothing. */
  void differences(BiConsumer<String, String> each) {
    int i = ways.length == 0 ? 0 : wanted.size();
    int j = ways.length == 0 ? 0 : got.size();
    while (i > 0 || j > 0) {
      byte way = ways[i][j - i + band];
      if (way == ADDED) {
        j--;
        each.accept("", got.get(j));
      } else if (way == LEFT_OUT) {
        i--;
        each.accept(wanted.get(i), "");
      } else {
        i--;
        j--;
        if (!wanted.get(i).equals(got.get(j))) {
          each.accept(wanted.get(i), got.get(j));
        }
      }
    }
  }
}
