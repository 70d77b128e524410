package org.kalanjiyam.ocr.server.progress;

import org.jspecify.annotations.Nullable;

/**
 * How a task gets on.
 *
 * @param pagesPerMinute pages that end in a minute now; of an ended task on the whole; null while
 *     that means nothing yet
 * @param seconds the most likely time left; null while unknown
 * @param low the time left if all goes well, in seconds; null while unknown
 * @param high the time left if it doesn't; null while unknown
 * @param stall that it does not get on though it should; null if it does
 */
public record Estimate(
    @Nullable Double pagesPerMinute,
    @Nullable Long seconds,
    @Nullable Long low,
    @Nullable Long high,
    @Nullable Stall stall) {
  /** Nothing can be said yet. */
  public static final Estimate UNKNOWN = new Estimate(null, null, null, null, null);

  /** Of a task that gets on. */
  public Estimate(
      @Nullable Double pagesPerMinute,
      @Nullable Long seconds,
      @Nullable Long low,
      @Nullable Long high) {
    this(pagesPerMinute, seconds, low, high, null);
  }
}
