package org.kalanjiyam.ocr.engine.tesseract;

import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;

/** The pixels of a small picture of the page, 0 for black to 255 for white. */
record Grey(int width, int height, int[] values) {

  /** Of a picture of 8 bits a pixel. */
  static Grey of(PIX pix) {
    int width = pix.w();
    int height = pix.h();
    int wordsPerLine = pix.wpl();
    int[] words = new int[wordsPerLine * height];
    pix.data().get(words);
    int[] values = new int[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = (words[y * wordsPerLine + (x >> 2)] >>> (24 - 8 * (x & 3))) & 255;
      }
    }
    return new Grey(width, height, values);
  }

  int at(int x, int y) {
    return values[y * width + x];
  }

  /** A picture of 16 bits a pixel, as Leptonica wants its maps. Destroy it. */
  PIX toMap() {
    PIX map = leptonica.pixCreate(width, height, 16);
    int wordsPerLine = map.wpl();
    int[] words = new int[wordsPerLine * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        words[y * wordsPerLine + (x >> 1)] |= (at(x, y) & 0xffff) << (16 - 16 * (x & 1));
      }
    }
    map.data().put(words);
    return map;
  }
}
