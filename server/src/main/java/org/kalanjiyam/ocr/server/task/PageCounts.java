package org.kalanjiyam.ocr.server.task;

/** How many of a task's pages are in each state; they add up to {@code total}. */
public record PageCounts(
    int total, int queued, int active, int done, int failed, int skipped, int revoked) {
  public PageCounts {
    if (total != queued + active + done + failed + skipped + revoked) {
      throw new IllegalArgumentException("The counts of a task's pages don't add up");
    }
  }

  /** Pages that are in a final state. */
  public int ended() {
    return done + failed + skipped + revoked;
  }

  /** Pages of which something has come; those that a cancel took back are none of them. */
  public int worked() {
    return ended() - revoked;
  }

  /**
   * Share of the pages that were worked on, 0 to 100, rounded to one decimal; 100 only if all were,
   * so that a cancelled task keeps what it had come to.
   */
  public double percent() {
    return worked() == total ? 100 : Math.min(99.9, Math.round(worked() * 1000.0 / total) / 10.0);
  }
}
