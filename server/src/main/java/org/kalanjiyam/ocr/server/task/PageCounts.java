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

  /** Share of the pages that ended, 0 to 100, rounded to one decimal; 100 only if all ended. */
  public double percent() {
    return ended() == total ? 100 : Math.min(99.9, Math.round(ended() * 1000.0 / total) / 10.0);
  }
}
