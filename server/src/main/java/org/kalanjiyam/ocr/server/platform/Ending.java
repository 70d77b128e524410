package org.kalanjiyam.ocr.server.platform;

/**
 * How something that was started ends.
 *
 * @param inOrder so that nothing of it is lost
 * @param atOnce so that it takes no time, where nothing of it is to last
 */
record Ending(Runnable inOrder, Runnable atOnce) {
  /** What takes no time anyway. */
  static Ending of(Runnable either) {
    return new Ending(either, either);
  }
}
