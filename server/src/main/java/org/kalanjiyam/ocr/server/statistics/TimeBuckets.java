package org.kalanjiyam.ocr.server.statistics;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Durations counted in {@value #SIZE} buckets, each a third wider than the one before, from 10 ms
 * to some hours: a percentile that is told from them is off by a sixth at the most.
 */
final class TimeBuckets {
  static final int SIZE = 56;
  private static final double FIRST_MILLIS = 10;
  private static final double STEP = 4 / 3.0;

  private TimeBuckets() {}

  /** The bucket that a duration is counted in. */
  static int of(Duration time) {
    double millis = Math.max(FIRST_MILLIS, time.toMillis());
    return Math.min(SIZE - 1, (int) (Math.log(millis / FIRST_MILLIS) / Math.log(STEP)));
  }

  /** The duration, in seconds, that a share of those that were counted did not exceed. */
  static @Nullable Double percentile(long[] counts, double share) {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    long wanted = (long) Math.ceil(all * share);
    for (int i = 0; all > 0 && i < counts.length; i++) {
      wanted -= counts[i];
      if (wanted <= 0) {
        return FIRST_MILLIS * Math.pow(STEP, i + 0.5) / 1000;
      }
    }
    return null;
  }
}
