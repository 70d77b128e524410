package org.kalanjiyam.ocr.engine.tesseract;

import org.kalanjiyam.ocr.engine.Box;

/**
 * Leads from a prepared image back to the stored one. The stored image was turned by quarters, then
 * scaled, then rotated about its middle by a small angle onto a canvas that holds all of it.
 *
 * @param width the stored image's width
 * @param height the stored image's height
 * @param quarters quarter turns clockwise, 0 to 3
 * @param scaledWidth width after turning and scaling
 * @param scaledHeight height after turning and scaling
 * @param angle clockwise, in radians
 * @param preparedWidth the prepared image's width
 * @param preparedHeight the prepared image's height
 */
record Geometry(
    int width,
    int height,
    int quarters,
    int scaledWidth,
    int scaledHeight,
    double angle,
    int preparedWidth,
    int preparedHeight) {

  /** Nothing was done. */
  static Geometry of(int width, int height) {
    return new Geometry(width, height, 0, width, height, 0, width, height);
  }

  /** The upright box around what a box of the prepared image holds. */
  Box toStored(double x1, double y1, double x2, double y2) {
    double[][] corners = {stored(x1, y1), stored(x2, y1), stored(x1, y2), stored(x2, y2)};
    double left = Double.MAX_VALUE;
    double top = Double.MAX_VALUE;
    double right = 0;
    double bottom = 0;
    for (double[] corner : corners) {
      left = Math.min(left, corner[0]);
      top = Math.min(top, corner[1]);
      right = Math.max(right, corner[0]);
      bottom = Math.max(bottom, corner[1]);
    }
    int x = Math.clamp(Math.round(left), 0, width);
    int y = Math.clamp(Math.round(top), 0, height);
    return new Box(
        x, y, Math.clamp(Math.round(right), x, width), Math.clamp(Math.round(bottom), y, height));
  }

  private double[] stored(double x, double y) {
    double dx = x - preparedWidth / 2.0;
    double dy = y - preparedHeight / 2.0;
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    boolean lying = quarters % 2 == 1;
    double turnedWidth = lying ? height : width;
    double turnedHeight = lying ? width : height;
    double tx = (scaledWidth / 2.0 + dx * cos + dy * sin) * turnedWidth / scaledWidth;
    double ty = (scaledHeight / 2.0 + dy * cos - dx * sin) * turnedHeight / scaledHeight;
    return switch (quarters) {
      case 1 -> new double[] {ty, height - tx};
      case 2 -> new double[] {width - tx, height - ty};
      case 3 -> new double[] {width - ty, tx};
      default -> new double[] {tx, ty};
    };
  }
}
