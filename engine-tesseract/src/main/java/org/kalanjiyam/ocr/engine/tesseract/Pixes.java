package org.kalanjiyam.ocr.engine.tesseract;

import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.jspecify.annotations.Nullable;

/** Steps from one Leptonica image to the next, which free the one before. */
final class Pixes {
  private Pixes() {}

  /** The next image, the one before freed; the one before if there is no next. */
  static PIX next(PIX before, @Nullable PIX next) {
    if (next == null || next.isNull() || next.address() == before.address()) {
      return before;
    }
    leptonica.pixDestroy(before);
    return next;
  }

  /** One or eight bits a pixel, without transparency or colours: what is transparent is paper. */
  static PIX greyOf(PIX pix) {
    PIX grey = pix;
    if (grey.colormap() != null && !grey.colormap().isNull()) {
      grey = next(grey, leptonica.pixRemoveColormap(grey, leptonica.REMOVE_CMAP_BASED_ON_SRC));
    }
    if (grey.d() == 32 && grey.spp() == 4) {
      grey = next(grey, leptonica.pixAlphaBlendUniform(grey, 0xffffff00));
    }
    if (grey.d() == 32) {
      grey = next(grey, leptonica.pixConvertRGBToLuminance(grey));
    }
    return grey.d() == 1 || grey.d() == 8 ? grey : next(grey, leptonica.pixConvertTo8(grey, 0));
  }

  /** Scaled; an image of one bit becomes grey where it shrinks. */
  static PIX scaled(PIX pix, double scale) {
    float by = (float) scale;
    if (scale == 1) {
      return pix;
    }
    if (pix.d() == 1 && scale < 1) {
      boolean halved = Math.abs(scale - 0.5) < 0.03;
      return next(pix, halved ? leptonica.pixScaleToGray2(pix) : leptonica.pixScaleToGray(pix, by));
    }
    PIX grey = pix.d() == 1 ? next(pix, leptonica.pixConvertTo8(pix, 0)) : pix;
    return next(
        grey,
        scale < 1
            ? leptonica.pixScaleAreaMap(grey, by, by)
            : leptonica.pixScaleGrayLI(grey, by, by));
  }

  /** Rotated clockwise about its middle onto a white canvas that holds all of it. */
  static PIX rotated(PIX pix, double radians) {
    PIX grey = pix.d() == 1 ? next(pix, leptonica.pixConvertTo8(pix, 0)) : pix;
    return next(
        grey,
        leptonica.pixRotate(
            grey,
            (float) radians,
            leptonica.L_ROTATE_AREA_MAP,
            leptonica.L_BRING_IN_WHITE,
            grey.w(),
            grey.h()));
  }
}
