package org.kalanjiyam.ocr.engine.remote;

/**
 * How large an image a model takes; larger ones are made smaller, none is made larger.
 *
 * @param longestSide in pixels
 * @param mostPixels width times height
 */
record ImageShape(int longestSide, long mostPixels, Encoding encoding) {
  /** As what a scaled image is sent. */
  enum Encoding {
    PNG,
    JPEG
  }

  /** What an image must be multiplied by, 1 at most. */
  double scale(int width, int height) {
    double side = (double) longestSide / Math.max(width, height);
    double area = Math.sqrt((double) mostPixels / ((double) width * height));
    return Math.min(1, Math.min(side, area));
  }
}
