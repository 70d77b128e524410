package org.kalanjiyam.ocr.server.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Percentiles of durations that were counted in the history's buckets. */
public final class Percentiles {
  private Percentiles() {}

  /**
   * The duration in seconds that a share of all that were counted did not exceed; null if none was.
   *
   * @param counts of several rows of the history
   */
  public static @Nullable Double of(List<long[]> counts, double share) {
    long[] sum = new long[TimeBuckets.SIZE];
    for (long[] one : counts) {
      sum = TrackingHistory.sum(sum, one);
    }
    return TimeBuckets.percentile(sum, share);
  }
}
