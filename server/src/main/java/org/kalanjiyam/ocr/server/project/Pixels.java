package org.kalanjiyam.ocr.server.project;

/** Says no to pictures that are too large to handle. */
final class Pixels {
  private Pixels() {}

  static void check(int width, int height, ImportLimits limits) throws UploadRefused {
    if (width < 1 || height < 1) {
      throw UploadRefused.unreadable("its image has no pixels");
    }
    if (width > ImportLimits.MAX_SIDE || height > ImportLimits.MAX_SIDE) {
      throw UploadRefused.tooLarge(
          "an image of %d by %d pixels is larger than %d on a side"
              .formatted(width, height, ImportLimits.MAX_SIDE));
    }
    if ((long) width * height > limits.maxPixels()) {
      throw UploadRefused.tooLarge(
          "an image of %d by %d pixels is above %d megapixels"
              .formatted(width, height, limits.maxMegapixels()));
    }
  }
}
