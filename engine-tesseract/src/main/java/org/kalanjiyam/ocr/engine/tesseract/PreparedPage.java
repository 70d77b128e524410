package org.kalanjiyam.ocr.engine.tesseract;

import org.bytedeco.leptonica.BOX;
import org.bytedeco.leptonica.NUMA;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * An image as it is handed to Tesseract. Close it.
 *
 * @param geometry leads back to the stored image
 * @param columns whether text stands in columns side by side
 * @param steps what was done, in canonical form
 */
record PreparedPage(PIX pix, Geometry geometry, boolean columns, String steps)
    implements AutoCloseable {
  private static final int LEAST_SAMPLE = 300;
  private static final int BLACK = 128;

  /** The quarter of the page with the most ink, to see whether it can be read this way up. */
  PIX sample() {
    int part = Math.min(pix.h(), Math.max(LEAST_SAMPLE, pix.h() / 4));
    BOX box = leptonica.boxCreate(0, darkest(part), pix.w(), part);
    PIX sample = leptonica.pixClipRectangle(pix, box, (BOX) null);
    leptonica.boxDestroy(box);
    return sample;
  }

  /** Where the part of this height begins that has the most ink. */
  private int darkest(int part) {
    PIX black = pix.d() == 1 ? pix : leptonica.pixThresholdToBinary(pix, BLACK);
    NUMA rows = leptonica.pixCountPixelsByRow(black, (int[]) null);
    long[] above = new long[pix.h() + 1];
    int[] count = new int[1];
    for (int y = 0; y < pix.h(); y++) {
      leptonica.numaGetIValue(rows, y, count);
      above[y + 1] = above[y] + count[0];
    }
    leptonica.numaDestroy(rows);
    if (black.address() != pix.address()) {
      leptonica.pixDestroy(black);
    }
    int best = 0;
    for (int y = 0; y + part <= pix.h(); y++) {
      best = above[y + part] - above[y] > above[best + part] - above[best] ? y : best;
    }
    return best;
  }

  @Override
  public void close() {
    leptonica.pixDestroy(pix);
  }
}
