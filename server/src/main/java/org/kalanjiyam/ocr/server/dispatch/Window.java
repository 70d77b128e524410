package org.kalanjiyam.ocr.server.dispatch;

import java.time.Duration;

/**
 * How many pages may be out for so many slots: enough that no slot waits, and no flood. Of pages
 * that are read within a moment more may be out, so that they are handed out many at a time.
 */
final class Window {
  private static final int PAGES_A_SLOT = 3;
  private static final int MOST_PAGES_A_SLOT = 16;
  private static final int MOST_FREE = 50;

  /** A slot has at most so much work before it, if that is more than three pages. */
  private static final long MILLIS_A_SLOT = 500;

  private Window() {}

  static int pages(int slots) {
    return PAGES_A_SLOT * slots;
  }

  /**
   * @param pageTakes as the newest pages did
   */
  static int pages(int slots, Duration pageTakes) {
    long fit = MILLIS_A_SLOT / Math.max(1, pageTakes.toMillis());
    return slots * (int) Math.clamp(fit, PAGES_A_SLOT, MOST_PAGES_A_SLOT);
  }

  /** With fewer free places than these no slot waits yet, so that they may become more first. */
  static int worthwhile(int slots, int window) {
    int kept = Math.max((PAGES_A_SLOT - 1) * slots, window / 3);
    return Math.clamp(window - kept, 1, Math.max(MOST_FREE, slots / 10));
  }
}
