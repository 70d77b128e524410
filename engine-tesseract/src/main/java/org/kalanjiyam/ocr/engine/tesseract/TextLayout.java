package org.kalanjiyam.ocr.engine.tesseract;

/**
 * How text stands on a page, seen from afar: in a picture an eighth of its size, where a line of
 * print is a dark stripe.
 */
final class TextLayout {
  private static final int STRIPS = 8;

  /** Lines down the page alternate so much more strongly than what is across them. */
  private static final double CLEARLY = 1.2;

  private static final int INK = 235;

  /** A column is at least this share of the page wide. */
  private static final double COLUMN = 0.07;

  /** Two columns stand side by side for at least this share of the lines. */
  private static final double BESIDE = 0.3;

  private final Grey eighth;

  TextLayout(Grey eighth) {
    this.eighth = eighth;
  }

  /** Whether the lines run down the page: it lies on its side. */
  boolean isLying() {
    return alternation(false) > CLEARLY * alternation(true);
  }

  /** Whether it is open in which direction the lines run. */
  boolean isUnclear() {
    double down = alternation(false);
    double across = alternation(true);
    return down > across / CLEARLY && down <= CLEARLY * across;
  }

  /** How strongly dark and light alternate along the page, in strips so that it may lean. */
  private double alternation(boolean rows) {
    int length = rows ? eighth.height() : eighth.width();
    int breadth = rows ? eighth.width() : eighth.height();
    double energy = 0;
    for (int strip = 0; strip < STRIPS; strip++) {
      int from = breadth * strip / STRIPS;
      int to = breadth * (strip + 1) / STRIPS;
      double last = -1;
      for (int along = 0; along < length; along++) {
        double dark = 0;
        for (int across = from; across < to; across++) {
          dark += 255 - (rows ? eighth.at(across, along) : eighth.at(along, across));
        }
        dark /= Math.max(1, to - from);
        energy += last < 0 ? 0 : (dark - last) * (dark - last);
        last = dark;
      }
    }
    return energy;
  }

  /**
   * Whether lines stand beside each other in columns, told by a gap that stays in place from line
   * to line with enough text to both sides. Numbers of verses at the edge are no column.
   *
   * @param letterHeight in pixels of the full size
   */
  boolean hasColumns(double letterHeight) {
    int width = eighth.width();
    int gap = Math.max(3, (int) Math.round(letterHeight * 1.6 / 8));
    int reach = Math.max(1, (int) Math.round(letterHeight / 16));
    int[] gaps = new int[width];
    int lines = 0;
    for (int y = 0; y < eighth.height(); y++) {
      boolean[] ink = ink(y, reach);
      int total = count(ink);
      if (total >= width * COLUMN) {
        lines++;
        countGaps(ink, total, gap, gaps);
      }
    }
    int most = 0;
    for (int count : gaps) {
      most = Math.max(most, count);
    }
    return lines > 0 && most > BESIDE * lines;
  }

  private boolean[] ink(int y, int reach) {
    boolean[] ink = new boolean[eighth.width()];
    for (int row = Math.max(0, y - reach); row <= Math.min(eighth.height() - 1, y + reach); row++) {
      for (int x = 0; x < ink.length; x++) {
        ink[x] |= eighth.at(x, row) < INK;
      }
    }
    return ink;
  }

  private static int count(boolean[] ink) {
    int count = 0;
    for (boolean dark : ink) {
      count += dark ? 1 : 0;
    }
    return count;
  }

  private static void countGaps(boolean[] ink, int total, int gap, int[] gaps) {
    int seen = 0;
    int light = 0;
    double enough = ink.length * COLUMN;
    for (int x = 0; x < ink.length; x++) {
      if (!ink[x]) {
        light++;
        continue;
      }
      if (light >= gap && seen >= enough && total - seen >= enough) {
        for (int i = x - light; i < x; i++) {
          gaps[i]++;
        }
      }
      light = 0;
      seen++;
    }
  }
}
