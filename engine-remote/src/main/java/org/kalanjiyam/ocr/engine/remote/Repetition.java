package org.kalanjiyam.ocr.engine.remote;

import java.util.Optional;

/**
 * Finds a text that ends in an endless loop: for each length of a tail the times are counted that
 * it stands there in a row; short ones may repeat more often than long ones. The text is looked at
 * again without its last characters, since a loop may end in the middle. (The measure is
 * Chandra's.)
 */
final class Repetition {
  private static final int LONGEST_TAIL = 250;
  private static final int CUT = 50;

  /** A printed rule is a row of dots or lines. */
  private static final int LONGEST_RULE = 200;

  private Repetition() {}

  static Optional<Flaw> find(CharSequence text) {
    String end = text.toString().strip();
    return loops(end) || (end.length() > CUT && loops(end.substring(0, end.length() - CUT)))
        ? Optional.of(new Flaw("repetition", "ends in a loop, the same again and again"))
        : Optional.empty();
  }

  private static boolean loops(String text) {
    int longest = Math.min(LONGEST_TAIL, text.length() / 2);
    for (int length = 1; length <= longest; length++) {
      int repeats = repeats(text, length);
      if (repeats > 4 * (1 + 3.0 / length) && !isRule(text, length, repeats)) {
        return true;
      }
    }
    return false;
  }

  /** How often the last characters stand there in a row, the last time included. */
  private static int repeats(String text, int length) {
    int tail = text.length() - length;
    int repeats = 1;
    for (int at = tail - length; at >= 0 && text.regionMatches(at, text, tail, length); ) {
      repeats++;
      at -= length;
    }
    return repeats;
  }

  private static boolean isRule(String text, int length, int repeats) {
    return length * repeats <= LONGEST_RULE
        && text.substring(text.length() - length).chars().noneMatch(Character::isLetterOrDigit);
  }
}
