package org.kalanjiyam.ocr.server.progress;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.EngineQueues;

/**
 * How a task gets on.
 *
 * @param pagesPerMinute pages that end in a minute now; of an ended task on the whole; null while
 *     that means nothing yet
 * @param seconds the most likely time left; null while unknown
 * @param low the time left if all goes well, in seconds; null while unknown
 * @param high the time left if it doesn't; null while unknown
 * @param stall that it does not get on though it should; null if it does
 * @param held that an administrator holds its engine's queue; null if nobody does, or it has ended
 */
public record Estimate(
    @Nullable Double pagesPerMinute,
    @Nullable Long seconds,
    @Nullable Long low,
    @Nullable Long high,
    @Nullable Stall stall,
    EngineQueues.@Nullable Held held) {
  /** Nothing can be said yet. */
  public static final Estimate UNKNOWN = new Estimate(null, null, null, null, null);

  /** Of a task whose engine's queue nobody holds. */
  public Estimate(
      @Nullable Double pagesPerMinute,
      @Nullable Long seconds,
      @Nullable Long low,
      @Nullable Long high,
      @Nullable Stall stall) {
    this(pagesPerMinute, seconds, low, high, stall, null);
  }

  /** Of a task that gets on. */
  public Estimate(
      @Nullable Double pagesPerMinute,
      @Nullable Long seconds,
      @Nullable Long low,
      @Nullable Long high) {
    this(pagesPerMinute, seconds, low, high, null);
  }

  /** The same while somebody holds the queue. */
  Estimate with(EngineQueues.@Nullable Held holder) {
    return new Estimate(pagesPerMinute, seconds, low, high, stall, holder);
  }

  /** Whether pages wait because an administrator has paused the engine's queue. */
  public boolean queuePaused() {
    return held != null && held.state() == EngineQueues.State.PAUSED;
  }
}
