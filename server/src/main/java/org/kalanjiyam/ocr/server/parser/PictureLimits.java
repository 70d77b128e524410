package org.kalanjiyam.ocr.server.parser;

/**
 * What a picture may be, and so what one process may hold.
 *
 * @param maxMegapixels of one page; an image above is refused, a PDF's page drawn smaller
 */
record PictureLimits(int maxMegapixels) {

  /** Longest side of a page in pixels: what engines can take. */
  static final int MAX_SIDE = 32_767;

  private static final int BYTES_A_PIXEL = 4;

  /** Pixels in colour take half of the heap, whatever is made of them the rest. */
  private static final int SHARE = 2;

  long maxPixels() {
    return maxMegapixels * 1_000_000L;
  }

  /** So many pixels in colour fit into the memory of this process. */
  long capacity() {
    return Runtime.getRuntime().maxMemory() / SHARE / BYTES_A_PIXEL;
  }
}
