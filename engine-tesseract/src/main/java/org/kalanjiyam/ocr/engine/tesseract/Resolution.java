package org.kalanjiyam.ocr.engine.tesseract;

/** How large a page is handed over, by the height of its letters: its tags are often wrong. */
final class Resolution {
  /** A little smaller is not worth the blur. */
  private static final double WORTH_IT = 0.9;

  /** Letters as low as this gain by being enlarged; taller ones lose. */
  private static final double TINY = 11;

  private static final double SMALLEST = 0.25;
  private static final double LARGEST = 2;

  private Resolution() {}

  /**
   * The factor by which to scale.
   *
   * @param letterHeight 0 where it is unknown
   * @param wanted the height at which the language's models recognise best
   */
  static double scale(double letterHeight, double wanted) {
    if (letterHeight == 0) {
      return 1;
    }
    double scale = wanted / letterHeight;
    if (letterHeight < TINY) {
      return Math.min(LARGEST, scale);
    }
    return scale > WORTH_IT ? 1 : Math.max(SMALLEST, scale);
  }
}
