package org.kalanjiyam.ocr.server.dispatch;

/** How many pages may be out for so many slots: enough that no slot waits, and no flood. */
final class Window {
  private static final int PAGES_A_SLOT = 3;

  private Window() {}

  static int pages(int slots) {
    return PAGES_A_SLOT * slots;
  }
}
