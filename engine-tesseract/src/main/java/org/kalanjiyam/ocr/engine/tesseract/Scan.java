package org.kalanjiyam.ocr.engine.tesseract;

import java.util.Optional;
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

  private final PIX pix;
  private final OptionalInt dpi;

  private Scan(PIX pix, OptionalInt dpi) {
    this.pix = pix;
    this.dpi = dpi;
  }

  /** Decodes an image; empty if it can't be read. */
  static Optional<Scan> read(PageImage image) {
    try (BytePointer bytes = new BytePointer(image.bytes())) {
      PIX pix = leptonica.pixReadMem(bytes, image.bytes().length);
      return pix == null || pix.isNull()
          ? Optional.empty()
          : Optional.of(new Scan(pix, image.dpi()));
    }
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
    int own = pix.xres();
    if (own >= FEWEST_DPI && own <= MOST_DPI && own != 72 && own != 96) {
      return own;
    }
    int given = dpi.orElse(0);
    if (given >= FEWEST_DPI && given <= MOST_DPI) {
      return given;
    }
    return Math.clamp(Math.round(height() / USUAL_HEIGHT_INCHES), FEWEST_DPI, MOST_DPI);
  }

  @Override
  public void close() {
    leptonica.pixDestroy(pix);
  }
}
