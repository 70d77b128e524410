package org.kalanjiyam.ocr.server.accuracy;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * The fewest insertions, deletions and substitutions that make one list of another (Levenshtein).
 * Looked for in a band around the diagonal that is widened until the answer lies within, so that
 * lists that are much alike cost little (Ukkonen 1985).
 */
final class Alignment {
  private static final int NARROW = 32;
  private static final int FAR = Integer.MAX_VALUE / 2;

  private final List<String> wanted;
  private final List<String> got;
  private final int band;
  private final int[][] costs;

  private Alignment(List<String> wanted, List<String> got, int band) {
    this.wanted = wanted;
    this.got = got;
    this.band = band;
    this.costs = new int[wanted.size() + 1][2 * band + 1];
    fill();
  }

  static Alignment of(List<String> wanted, List<String> got) {
    int most = Math.max(wanted.size(), got.size());
    int band = Math.max(NARROW, Math.abs(wanted.size() - got.size()) + 1);
    Alignment found = new Alignment(wanted, got, band);
    while (found.distance() > band && band < most) {
      band = Math.min(most, band * 2);
      found = new Alignment(wanted, got, band);
    }
    return found;
  }

  int distance() {
    return cost(wanted.size(), got.size());
  }

  private int cost(int i, int j) {
    int place = j - i + band;
    return i < 0 || j < 0 || place < 0 || place > 2 * band ? FAR : costs[i][place];
  }

  private void fill() {
    for (int i = 0; i <= wanted.size(); i++) {
      Arrays.fill(costs[i], FAR);
      int last = Math.min(got.size(), i + band);
      for (int j = Math.max(0, i - band); j <= last; j++) {
        costs[i][j - i + band] =
            i == 0 && j == 0
                ? 0
                : Math.min(
                    cost(i - 1, j - 1) + change(i, j),
                    1 + Math.min(cost(i - 1, j), cost(i, j - 1)));
      }
    }
  }

  private int change(int i, int j) {
    return i == 0 || j == 0 ? FAR / 2 : wanted.get(i - 1).equals(got.get(j - 1)) ? 0 : 1;
  }

  /** Tells each place where they differ: what was wanted and what is there, empty for nothing. */
  void differences(BiConsumer<String, String> each) {
    int i = wanted.size();
    int j = got.size();
    while (i > 0 || j > 0) {
      int here = cost(i, j);
      if (i > 0 && j > 0 && here == cost(i - 1, j - 1) + change(i, j)) {
        i--;
        j--;
        if (!wanted.get(i).equals(got.get(j))) {
          each.accept(wanted.get(i), got.get(j));
        }
      } else if (i > 0 && here == cost(i - 1, j) + 1) {
        i--;
        each.accept(wanted.get(i), "");
      } else {
        j--;
        each.accept("", got.get(j));
      }
    }
  }
}
