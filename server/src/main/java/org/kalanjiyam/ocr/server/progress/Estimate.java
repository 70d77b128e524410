package org.kalanjiyam.ocr.server.progress;

import org.jspecify.annotations.Nullable;

/**
 * How a task gets on.
 *
 * @param pagesPerMinute pages that ended in a minute; null while that means nothing yet
 * @param seconds the most likely time left; null while unknown
 * @param low the time left if all goes well, in seconds; null while unknown
 * @param high the time left if it doesn't; null while unknown
 */
public record Estimate(
    @Nullable Double pagesPerMinute,
    @Nullable Long seconds,
    @Nullable Long low,
    @Nullable Long high) {
  /** Nothing can be said yet. */
  public static final Estimate UNKNOWN = new Estimate(null, null, null, null);
}
