package org.kalanjiyam.ocr.engine.tesseract;

import org.bytedeco.leptonica.BOX;
import org.bytedeco.leptonica.BOXA;
import org.bytedeco.leptonica.NUMA;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * The edge of the facing page that came onto the scan: a narrow strip of letters at one side, which
 * the image's edge cuts through line after line, and a gutter without ink from top to bottom. Where
 * anything touches another edge, the image was cut out close to its text, and all of it is kept.
 *
 * @param left the share of the width that is the neighbour's at the left; 0 if none is
 * @param right the same at the right
 */
record Neighbour(double left, double right) {
  static final Neighbour NONE = new Neighbour(0, 0);

  /** No wider than this share of the page. */
  private static final double WIDEST = 0.12;

  /** The gutter is as wide as this many letters are high. */
  private static final double GUTTER = 1.5;

  /** Ink of specks in a column of the gutter, as a share of the height. */
  private static final double SPECKS = 0.002;

  private static final int FEWEST_LINES = 5;

  /** As much of the strip's lines are cut by the edge. */
  private static final double CUT = 0.5;

  /** The lines go over as much of the page's height. */
  private static final double TALL = 0.3;

  /** The page itself has so many times the strip's ink. */
  private static final double PAGE = 4;

  private static final int EDGE = 2;

  /**
   * On a page.
   *
   * @param half the page in black and white, half its size
   * @param letterHeight in pixels of the full size; 0 where it is unknown
   */
  static Neighbour on(PIX half, double letterHeight) {
    double letter = letterHeight / 2;
    if (letter == 0) {
      return NONE;
    }
    int[] columns = columns(half);
    boolean atLeft = touches(columns, true);
    boolean atRight = touches(columns, false);
    if (atLeft == atRight || touchesTopOrBottom(half)) {
      return NONE;
    }
    double share = strip(half, columns, atLeft, letter) / (double) half.w();
    return atLeft ? new Neighbour(share, 0) : new Neighbour(0, share);
  }

  private static int[] columns(PIX half) {
    NUMA counts = leptonica.pixCountPixelsByColumn(half);
    int[] columns = new int[half.w()];
    int[] count = new int[1];
    for (int x = 0; x < columns.length; x++) {
      leptonica.numaGetIValue(counts, x, count);
      columns[x] = count[0];
    }
    leptonica.numaDestroy(counts);
    return columns;
  }

  private static boolean touches(int[] columns, boolean left) {
    for (int i = 0; i < EDGE; i++) {
      if (columns[left ? i : columns.length - 1 - i] > 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean touchesTopOrBottom(PIX half) {
    return hasInk(half, 0) || hasInk(half, half.h() - EDGE);
  }

  private static boolean hasInk(PIX half, int top) {
    PIX band = clip(half, 0, top, half.w(), EDGE);
    int[] none = new int[1];
    leptonica.pixZero(band, none);
    leptonica.pixDestroy(band);
    return none[0] == 0;
  }

  private static PIX clip(PIX pix, int x, int y, int width, int height) {
    BOX box = leptonica.boxCreate(x, y, width, height);
    PIX part = leptonica.pixClipRectangle(pix, box, (BOX) null);
    leptonica.boxDestroy(box);
    return part;
  }

  /** The width of the neighbour's strip with half of the gutter; 0 if it is none. */
  private static int strip(PIX half, int[] columns, boolean left, double letter) {
    int widest = (int) (WIDEST * columns.length);
    int gutter = (int) Math.ceil(GUTTER * letter);
    int specks = (int) (SPECKS * half.h());
    int free = 0;
    long ink = 0;
    for (int i = 0; i < widest + gutter && i < columns.length; i++) {
      int count = columns[left ? i : columns.length - 1 - i];
      free = count <= specks ? free + 1 : 0;
      ink += count;
      if (free == gutter) {
        int width = i + 1 - gutter;
        boolean isNeighbour =
            width > 0 && ink * PAGE < total(columns) - ink && isCut(half, left, width, letter);
        return isNeighbour ? i + 1 - gutter / 2 : 0;
      }
    }
    return 0;
  }

  private static long total(int[] columns) {
    long total = 0;
    for (int count : columns) {
      total += count;
    }
    return total;
  }

  /** Whether the strip has lines of letters, most of which end at the image's edge. */
  private static boolean isCut(PIX half, boolean left, int width, double letter) {
    PIX strip = clip(half, left ? 0 : half.w() - width, 0, width, half.h());
    BOXA boxes = leptonica.pixConnCompBB(strip, 8);
    leptonica.pixDestroy(strip);
    int rows = (int) (half.h() / (2 * letter)) + 1;
    boolean[] inked = new boolean[rows];
    boolean[] cut = new boolean[rows];
    int count = boxes == null || boxes.isNull() ? 0 : leptonica.boxaGetCount(boxes);
    int[] x = new int[1];
    int[] y = new int[1];
    int[] w = new int[1];
    int[] h = new int[1];
    for (int i = 0; i < count; i++) {
      leptonica.boxaGetBoxGeometry(boxes, i, x, y, w, h);
      if (h[0] >= letter / 2 && h[0] <= 4 * letter) {
        int row = (int) ((y[0] + h[0] / 2.0) / (2 * letter));
        inked[row] = true;
        cut[row] |= left ? x[0] < EDGE : x[0] + w[0] > width - EDGE;
      }
    }
    if (count > 0) {
      leptonica.boxaDestroy(boxes);
    }
    return areLines(inked, cut);
  }

  private static boolean areLines(boolean[] inked, boolean[] cut) {
    int lines = 0;
    int ends = 0;
    int first = -1;
    int last = 0;
    for (int row = 0; row < inked.length; row++) {
      lines += inked[row] ? 1 : 0;
      ends += cut[row] ? 1 : 0;
      if (cut[row]) {
        first = first < 0 ? row : first;
        last = row;
      }
    }
    return ends >= FEWEST_LINES && ends >= CUT * lines && last - first >= TALL * inked.length;
  }

  boolean isThere() {
    return left > 0 || right > 0;
  }

  /** Paints it over with paper, on the page in any size. */
  void cut(PIX page) {
    int paper = page.d() == 1 ? leptonica.PIX_CLR : leptonica.PIX_SET;
    int atLeft = (int) (left * page.w());
    int atRight = (int) (right * page.w());
    leptonica.pixRasterop(page, 0, 0, atLeft, page.h(), paper, (PIX) null, 0, 0);
    leptonica.pixRasterop(page, page.w() - atRight, 0, atRight, page.h(), paper, (PIX) null, 0, 0);
  }
}
