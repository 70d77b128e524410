package org.kalanjiyam.ocr.engine.tesseract;

import java.util.OptionalInt;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.kalanjiyam.ocr.engine.PageImage;

/** A page image in Leptonica's memory. Close it. */
final class Scan implements AutoCloseable {
  private static final int FEWEST_DPI = 70;
  private static final int MOST_DPI = 2400;

  /** Height of a usual book page, from which the resolution of an untagged image is guessed. */
  private static final double USUAL_HEIGHT_INCHES = 9;

  /** Leptonica's and Tesseract's own limit for a side. */
  private static final int LONGEST_SIDE = 32_767;

  /** Bytes of a decoded image: more does not go into a worker process beside Tesseract itself. */
  private static final long MOST_BYTES = 400L << 20;

  private PIX pix;
  private final int resolution;

  private Scan(PIX pix, OptionalInt dpi) {
    this.pix = pix;
    this.resolution = resolution(pix, dpi);
  }

  /** What became of an image's bytes. */
  sealed interface Result {
    record Image(Scan scan) implements Result {}

    /** It is damaged, or of an unknown kind. */
    record Unreadable() implements Result {}

    record TooLarge(int width, int height) implements Result {}
  }

  /** Decodes an image. */
  static Result read(PageImage image) {
    int[] format = new int[1];
    int[] width = new int[1];
    int[] height = new int[1];
    int[] bits = new int[1];
    int[] samples = new int[1];
    int[] colours = new int[1];
    byte[] encoded = image.bytes();
    boolean known =
        leptonica.pixReadHeaderMem(
                encoded, encoded.length, format, width, height, bits, samples, colours)
            == 0;
    if (known && isTooLarge(width[0], height[0], bits[0] * (samples[0] > 1 ? 4L : 1))) {
      return new Result.TooLarge(width[0], height[0]);
    }
    try (BytePointer bytes = new BytePointer(encoded)) {
      PIX pix = leptonica.pixReadMem(bytes, encoded.length);
      if (pix == null || pix.isNull()) {
        return new Result.Unreadable();
      }
      if (isTooLarge(pix.w(), pix.h(), pix.d())) {
        Result tooLarge = new Result.TooLarge(pix.w(), pix.h());
        leptonica.pixDestroy(pix);
        return tooLarge;
      }
      return new Result.Image(new Scan(pix, image.dpi()));
    }
  }

  private static boolean isTooLarge(long width, long height, long bitsAPixel) {
    return width > LONGEST_SIDE
        || height > LONGEST_SIDE
        || width * height * bitsAPixel / 8 > MOST_BYTES;
  }

  /** Leaves nothing but its light and dark. */
  void toGrey() {
    pix = Pixes.greyOf(pix);
  }

  PIX pix() {
    return pix;
  }

  int width() {
    return pix.w();
  }

  int height() {
    return pix.h();
  }

  /** The image's own resolution, else the one it was given, else a guess from its height. */
  int resolution() {
    return resolution;
  }

  private static int resolution(PIX pix, OptionalInt dpi) {
    int own = pix.xres();
    if (own >= FEWEST_DPI && own <= MOST_DPI && own != 72 && own != 96) {
      return own;
    }
    int given = dpi.orElse(0);
    if (given >= FEWEST_DPI && given <= MOST_DPI) {
      return given;
    }
    return Math.clamp(Math.round(pix.h() / USUAL_HEIGHT_INCHES), FEWEST_DPI, MOST_DPI);
  }

  @Override
  public void close() {
    leptonica.pixDestroy(pix);
  }
}
