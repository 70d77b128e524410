package org.kalanjiyam.ocr.engine.tesseract;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.bytedeco.leptonica.NUMA;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * How bright the paper is in each place of a page, and which places are no paper but the dark
 * ground that a book was photographed on. From a picture a quarter of the page's size, in tiles.
 */
final class Paper {
  /** What paper becomes in a {@linkplain #evenly page of even paper}. */
  static final int EVEN = 200;

  /** A tile of 8 × 8 of the quarter's pixels holds paper even between the lines of small print. */
  private static final int TILE = 8;

  /** Brighter than this share of a tile's pixels: above the ink, below the specks. */
  private static final double RANK = 0.85;

  /** Darker than this share of the page's paper is no paper. */
  private static final double DARK = 0.55;

  /** The page's paper is as bright as the tile at this rank. */
  private static final double TYPICAL = 0.7;

  private static final int MAP_TILE = 8;

  private final int width;
  private final int height;
  private final boolean[] outside;
  private final int typical;
  private int[] values;

  private Paper(int width, int height, int[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
    int[] sorted = values.clone();
    Arrays.sort(sorted);
    this.typical = sorted[(int) ((sorted.length - 1) * TYPICAL)];
    this.outside = new boolean[values.length];
  }

  static Paper of(Grey quarter) {
    int width = (quarter.width() + TILE - 1) / TILE;
    int height = (quarter.height() + TILE - 1) / TILE;
    int[] values = new int[width * height];
    int[] histogram = new int[256];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = rank(quarter, x * TILE, y * TILE, histogram);
      }
    }
    Paper paper = new Paper(width, height, values);
    boolean[] dark = paper.dark();
    paper.findOutside(dark);
    paper.fill(dark);
    paper.smooth();
    return paper;
  }

  private static int rank(Grey grey, int left, int top, int[] histogram) {
    Arrays.fill(histogram, 0);
    int pixels = 0;
    for (int y = top; y < Math.min(grey.height(), top + TILE); y++) {
      for (int x = left; x < Math.min(grey.width(), left + TILE); x++) {
        histogram[grey.at(x, y)]++;
        pixels++;
      }
    }
    int brighter = (int) (pixels * (1 - RANK));
    int value = 255;
    for (int seen = histogram[255]; value > 0 && seen <= brighter; seen += histogram[value]) {
      value--;
    }
    return value;
  }

  /** How bright the paper is, 0 to 255. */
  int typical() {
    return typical;
  }

  /** The share of the page that is dark ground. */
  double outsideShare() {
    int count = 0;
    for (boolean out : outside) {
      count += out ? 1 : 0;
    }
    return (double) count / outside.length;
  }

  private boolean[] dark() {
    boolean[] dark = new boolean[values.length];
    for (int i = 0; i < dark.length; i++) {
      dark[i] = values[i] < DARK * typical;
    }
    return dark;
  }

  /** Dark tiles that hang together with the edge; a picture within the page does not. */
  private void findOutside(boolean[] dark) {
    Deque<Integer> todo = new ArrayDeque<>();
    for (int i = 0; i < dark.length; i++) {
      int x = i % width;
      int y = i / width;
      if (dark[i] && (x == 0 || y == 0 || x == width - 1 || y == height - 1)) {
        outside[i] = true;
        todo.add(i);
      }
    }
    while (!todo.isEmpty()) {
      int tile = todo.remove();
      int x = tile % width;
      int y = tile / width;
      spread(x - 1, y, dark, todo);
      spread(x + 1, y, dark, todo);
      spread(x, y - 1, dark, todo);
      spread(x, y + 1, dark, todo);
    }
  }

  private void spread(int x, int y, boolean[] dark, Deque<Integer> todo) {
    int tile = y * width + x;
    if (isTile(x, y) && dark[tile] && !outside[tile]) {
      outside[tile] = true;
      todo.add(tile);
    }
  }

  private boolean isTile(int x, int y) {
    return x >= 0 && y >= 0 && x < width && y < height;
  }

  /** Paper under pictures and beyond the page is what it is beside them. */
  private void fill(boolean[] dark) {
    boolean[] unknown = dark.clone();
    for (boolean found = true; found; ) {
      found = false;
      boolean[] next = unknown.clone();
      for (int i = 0; i < unknown.length; i++) {
        int mean = unknown[i] ? mean(i % width, i / width, unknown) : -1;
        if (mean >= 0) {
          values[i] = mean;
          next[i] = false;
          found = true;
        }
      }
      unknown = next;
    }
  }

  private void smooth() {
    boolean[] none = new boolean[values.length];
    int[] smooth = new int[values.length];
    for (int i = 0; i < smooth.length; i++) {
      smooth[i] = mean(i % width, i / width, none);
    }
    values = smooth;
  }

  /** Mean of a tile and its neighbours as far as known; -1 if none is. */
  private int mean(int x, int y, boolean[] unknown) {
    int sum = 0;
    int count = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int tile = (y + dy) * width + x + dx;
        if (isTile(x + dx, y + dy) && !unknown[tile]) {
          sum += values[tile];
          count++;
        }
      }
    }
    return count == 0 ? -1 : sum / count;
  }

  /** The page with its paper at {@link #EVEN} everywhere, the dark ground too. Destroy it. */
  PIX evenly(PIX grey) {
    PIX map = inverseFor(grey);
    PIX even = leptonica.pixApplyInvBackgroundGrayMap(grey, map, MAP_TILE, MAP_TILE);
    leptonica.pixDestroy(map);
    cut(even, leptonica.PIX_SET);
    return even;
  }

  /** Paints the dark ground over, with a margin for the shadow at the page's edge. */
  void cut(PIX pix, int paint) {
    double tileWidth = pix.w() / (double) width;
    double tileHeight = pix.h() / (double) height;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (isBesideOutside(x, y)) {
          leptonica.pixRasterop(
              pix,
              (int) (x * tileWidth),
              (int) (y * tileHeight),
              (int) Math.ceil(tileWidth) + 1,
              (int) Math.ceil(tileHeight) + 1,
              paint,
              (PIX) null,
              0,
              0);
        }
      }
    }
  }

  private boolean isBesideOutside(int x, int y) {
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        if (isTile(x + dx, y + dy) && outside[(y + dy) * width + x + dx]) {
          return true;
        }
      }
    }
    return false;
  }

  private PIX inverseFor(PIX grey) {
    int columns = (grey.w() + MAP_TILE - 1) / MAP_TILE;
    int rows = (grey.h() + MAP_TILE - 1) / MAP_TILE;
    int[] inverse = new int[columns * rows];
    double across = width * (double) MAP_TILE / grey.w();
    double down = height * (double) MAP_TILE / grey.h();
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        double paper = between((x + 0.5) * across - 0.5, (y + 0.5) * down - 0.5);
        inverse[y * columns + x] = (int) Math.min(65_535, EVEN * 256 / Math.max(1, paper));
      }
    }
    return new Grey(columns, rows, inverse).toMap();
  }

  /** The paper's brightness at a place between the tiles' centres. */
  private double between(double x, double y) {
    int left = Math.clamp((int) Math.floor(x), 0, width - 1);
    int top = Math.clamp((int) Math.floor(y), 0, height - 1);
    int right = Math.min(left + 1, width - 1);
    int bottom = Math.min(top + 1, height - 1);
    double h = Math.clamp(x - left, 0, 1);
    double v = Math.clamp(y - top, 0, 1);
    double above = values[top * width + left] * (1 - h) + values[top * width + right] * h;
    double below = values[bottom * width + left] * (1 - h) + values[bottom * width + right] * h;
    return above * (1 - v) + below * v;
  }

  /**
   * The share of the paper's brightness from which on everything is white: the smoother the paper,
   * the closer to it, so that thin strokes stay. Noise is what is brighter than the commonest
   * value, for ink darkens only the other side.
   */
  static double whiteFrom(PIX even) {
    NUMA counts = leptonica.pixGetGrayHistogram(even, 4);
    int[] histogram = new int[256];
    int[] count = new int[1];
    for (int i = 0; i < 256; i++) {
      leptonica.numaGetIValue(counts, i, count);
      histogram[i] = count[0];
    }
    leptonica.numaDestroy(counts);
    int mode = EVEN * 4 / 5;
    for (int i = mode; i < 255; i++) {
      mode = histogram[i] > histogram[mode] ? i : mode;
    }
    double squares = 0;
    long pixels = 0;
    for (int i = mode; i < 255; i++) {
      squares += (double) histogram[i] * (i - mode) * (i - mode);
      pixels += histogram[i];
    }
    double noise = Math.sqrt(squares / Math.max(1, pixels));
    return Math.clamp((mode - NOISES * noise) / EVEN, WHITEST_LOW, WHITEST_HIGH);
  }

  private static final double NOISES = 5;
  private static final double WHITEST_LOW = 0.75;
  private static final double WHITEST_HIGH = 0.9;
}
