package org.kalanjiyam.ocr.server.dispatch;

/** How many pages may be out for so many slots: enough that no slot waits, and no flood. */
final class Window {
  private static final int PAGES_A_SLOT = 3;
  private static final int MOST_FREE = 50;

  private Window() {}

  static int pages(int slots) {
    return PAGES_A_SLOT * slots;
  }

  /** With fewer free places than these no slot waits yet, so that they may become more first. */
  static int worthwhile(int slots) {
    return Math.clamp(slots, 1, Math.max(MOST_FREE, slots / 10));
  }
}
