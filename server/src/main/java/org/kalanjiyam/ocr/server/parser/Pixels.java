package org.kalanjiyam.ocr.server.parser;

/** Says no to pictures that are too large to handle. */
final class Pixels {
  private Pixels() {}

  static void check(int width, int height, PictureLimits limits) throws UploadRefused {
    if (width < 1 || height < 1) {
      throw UploadRefused.unreadable("its image has no pixels");
    }
    if (width > PictureLimits.MAX_SIDE || height > PictureLimits.MAX_SIDE) {
      throw UploadRefused.tooLarge(
          "an image of %d by %d pixels is larger than %d on a side"
              .formatted(width, height, PictureLimits.MAX_SIDE));
    }
    if ((long) width * height > limits.maxPixels()) {
      throw UploadRefused.tooLarge(
          "an image of %d by %d pixels is above %d megapixels"
              .formatted(width, height, limits.maxMegapixels()));
    }
  }
}
