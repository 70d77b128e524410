package org.kalanjiyam.ocr.engine.tesseract;

import java.util.Arrays;
import org.bytedeco.leptonica.BOXA;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/**
 * What the marks on a page say, from a picture of half its size in black and white: how tall its
 * letters are, whether there are any, whether they stand in lines across or down the page, and
 * whether the lines stand in columns.
 *
 * @param letterHeight the middle one of the heights of its marks in pixels of the full size; 0
 *     where there are too few to tell
 * @param marks how many marks are large enough to be a letter
 */
record Ink(double letterHeight, int marks) {
  private static final int FEWEST = 20;
  private static final int LEAST = 5;

  static Ink of(PIX half) {
    BOXA boxes = leptonica.pixConnCompBB(half, 8);
    int count = boxes == null || boxes.isNull() ? 0 : leptonica.boxaGetCount(boxes);
    int[] x = new int[1];
    int[] y = new int[1];
    int[] width = new int[1];
    int[] height = new int[1];
    int[] heights = new int[count];
    int letters = 0;
    int marks = 0;
    for (int i = 0; i < count; i++) {
      leptonica.boxaGetBoxGeometry(boxes, i, x, y, width, height);
      marks += width[0] >= LEAST || height[0] >= LEAST ? 1 : 0;
      if (isLetter(width[0], height[0], half)) {
        heights[letters++] = height[0];
      }
    }
    if (count > 0) {
      leptonica.boxaDestroy(boxes);
    }
    Arrays.sort(heights, 0, letters);
    return new Ink(letters < FEWEST ? 0 : heights[letters / 2] * 2.0, marks);
  }

  private static boolean isLetter(int width, int height, PIX half) {
    return height > LEAST && width > LEAST / 2 && height < half.h() / 8 && width < half.w() / 2;
  }
}
