package org.kalanjiyam.ocr.engine.remote;

import java.util.Optional;
import org.kalanjiyam.ocr.engine.Box;

/**
 * The page's own image and the one that was sent, in pixels.
 *
 * @param width of the page
 * @param sentWidth of the image that was sent
 */
record Frame(int width, int height, int sentWidth, int sentHeight) {

  /** A box whose sides run from 0 to {@code range} over the page; empty if it is none. */
  Optional<Box> normalised(double[] box, double range) {
    return box(box, width / range, height / range);
  }

  /** A box in pixels of the image that was sent. */
  Optional<Box> sent(double[] box) {
    return box(box, (double) width / sentWidth, (double) height / sentHeight);
  }

  private Optional<Box> box(double[] box, double perX, double perY) {
    if (box.length != 4) {
      return Optional.empty();
    }
    int x1 = Math.clamp(Math.round(box[0] * perX), 0, width);
    int y1 = Math.clamp(Math.round(box[1] * perY), 0, height);
    int x2 = Math.clamp(Math.round(box[2] * perX), 0, width);
    int y2 = Math.clamp(Math.round(box[3] * perY), 0, height);
    return x1 < x2 && y1 < y2 ? Optional.of(new Box(x1, y1, x2, y2)) : Optional.empty();
  }
}
