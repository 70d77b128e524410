package org.kalanjiyam.ocr.server.project;

/** Places on pages' pictures that a feature keeps: they turn as the picture does. Thread-safe. */
@FunctionalInterface
public interface PlacesOnPages {

  /**
   * A page's picture is turned. Called in the transaction that turns it.
   *
   * @param picture number of the page's picture; places on its other pictures stay
   * @param width of the picture before, in pixels
   * @param height of the picture before, in pixels
   */
  void rotate(long pageId, int picture, Rotation rotation, int width, int height);
}
