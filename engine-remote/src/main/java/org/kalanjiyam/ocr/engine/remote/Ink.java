package org.kalanjiyam.ocr.engine.remote;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.util.Arrays;

/** Whether anything is printed on a page, told from how much of it is darker than its paper. */
enum Ink {
  /** A blank leaf, perhaps with dirt and the shadow of its edge. */
  NONE,
  SOME;

  /** Parts in a thousand of each side that are left out: edges of the scan. */
  private static final int MARGIN = 60;

  /** How much darker than the paper around it a point of ink is, of 255. */
  private static final int DARKER = 45;

  /** Tiles so large are thought to have one colour of paper. */
  private static final int TILE = 32;

  /** The least share of points that are ink: a page with a number alone has about 0.0004. */
  private static final double LEAST = 0.00012;

  /**
   * Looks at a grey image.
   *
   * @param image at least some hundred pixels wide; its first band is looked at
   */
  static Ink on(BufferedImage image) {
    int left = image.getWidth() * MARGIN / 1000;
    int top = image.getHeight() * MARGIN / 1000;
    int right = image.getWidth() - left;
    int bottom = image.getHeight() - top;
    long dark = 0;
    for (int y = top; y < bottom; y += TILE) {
      for (int x = left; x < right; x += TILE) {
        dark +=
            dark(image.getRaster(), x, y, Math.min(TILE, right - x), Math.min(TILE, bottom - y));
      }
    }
    long all = (long) (right - left) * (bottom - top);
    return dark < LEAST * all ? NONE : SOME;
  }

  private static int dark(Raster raster, int x, int y, int width, int height) {
    int[] points = raster.getSamples(x, y, width, height, 0, new int[width * height]);
    int[] sorted = points.clone();
    Arrays.sort(sorted);
    int paper = sorted[sorted.length * 3 / 4];
    int dark = 0;
    for (int point : points) {
      if (point < paper - DARKER) {
        dark++;
      }
    }
    return dark;
  }
}
