package org.kalanjiyam.ocr.engine.remote;

import java.util.Arrays;

/** How alike two words are: 1 if equal, less with each letter that is another (Levenshtein). */
final class Likeness {
  private Likeness() {}

  /**
   * From 0 to 1; 0 at once for words that are certainly less alike than {@code least}, which is
   * cheaper to see.
   */
  static double of(int[] one, int[] other, double least) {
    int longer = Math.max(one.length, other.length);
    if (longer == 0) {
      return 1;
    }
    int most = (int) Math.floor(longer * (1 - least));
    if (Math.abs(one.length - other.length) > most || (most == 0 && !Arrays.equals(one, other))) {
      return 0;
    }
    int changes = changes(one, other, most);
    return changes > most ? 0 : 1 - (double) changes / longer;
  }

  private static int changes(int[] one, int[] other, int most) {
    int[] above = new int[other.length + 1];
    int[] row = new int[other.length + 1];
    for (int i = 0; i <= other.length; i++) {
      above[i] = i;
    }
    for (int i = 1; i <= one.length; i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= other.length; j++) {
        int change = above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1);
        row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) {
        return least;
      }
      int[] swap = above;
      above = row;
      row = swap;
    }
    return above[other.length];
  }
}
