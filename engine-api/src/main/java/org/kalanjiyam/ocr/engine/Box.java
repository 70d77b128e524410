package org.kalanjiyam.ocr.engine;

/**
 * A rectangle on a page image in pixels, origin at the top left; {@code x2} and {@code y2} are
 * exclusive.
 */
public record Box(int x1, int y1, int x2, int y2) {
  public Box {
    if (x1 > x2 || y1 > y2) {
      throw new IllegalArgumentException(
          "A box runs from its top left to its bottom right corner, got (%d,%d)-(%d,%d)"
              .formatted(x1, y1, x2, y2));
    }
  }

  /** The smallest box that holds both. */
  public Box union(Box other) {
    return new Box(
        Math.min(x1, other.x1),
        Math.min(y1, other.y1),
        Math.max(x2, other.x2),
        Math.max(y2, other.y2));
  }

  public int width() {
    return x2 - x1;
  }

  public int height() {
    return y2 - y1;
  }
}
