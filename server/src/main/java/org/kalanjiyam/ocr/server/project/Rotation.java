package org.kalanjiyam.ocr.server.project;

import java.util.Optional;
import java.util.stream.Stream;

/** How a page's picture is turned. */
public enum Rotation {
  RIGHT(90),
  UPSIDE_DOWN(180),
  LEFT(270);

  private final int degrees;

  Rotation(int degrees) {
    this.degrees = degrees;
  }

  /** Clockwise. */
  public int degrees() {
    return degrees;
  }

  public static Optional<Rotation> of(int degrees) {
    return Stream.of(values()).filter(one -> one.degrees == degrees).findFirst();
  }
}
