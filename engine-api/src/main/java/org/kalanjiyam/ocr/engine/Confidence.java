package org.kalanjiyam.ocr.engine;

import org.jspecify.annotations.Nullable;

final class Confidence {
  private Confidence() {}

  static void check(@Nullable Double confidence) {
    if (confidence != null && !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("A confidence lies between 0 and 1, got " + confidence);
    }
  }
}
