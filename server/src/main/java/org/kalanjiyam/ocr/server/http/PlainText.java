package org.kalanjiyam.ocr.server.http;

/**
 * Text that can be stored and shown: any characters but NUL, which PostgreSQL does not take, and
 * halves of surrogate pairs, which no encoding has.
 */
public final class PlainText {
  private PlainText() {}

  /** Whether this is such a text. */
  public static boolean isPlain(String text) {
    return text.codePoints().noneMatch(PlainText::isNone);
  }

  private static boolean isNone(int codePoint) {
    return codePoint == 0
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
