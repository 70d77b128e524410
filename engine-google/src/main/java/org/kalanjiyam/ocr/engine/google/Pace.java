package org.kalanjiyam.ocr.engine.google;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * When this process may send its next request: requests are spread evenly over the minute, and all
 * of them wait while Google says that there are too many. Thread-safe.
 */
final class Pace {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  /** The longest pause, in first pauses. */
  private static final int GROWTH = 32;

  /** How many requests may start at once after a quiet time. */
  private static final int BURST = 16;

  private final long interval;
  private final Duration firstPause;
  private final Duration longestPause;
  private final LongSupplier nanos;
  private long due;
  private long pausedUntil;
  private Duration nextPause;

  /**
   * @param firstPause how long requests are held when Google first has too many
   * @param nanos a clock like {@link System#nanoTime}
   */
  Pace(int requestsPerMinute, Duration firstPause, LongSupplier nanos) {
    this.firstPause = firstPause;
    this.nextPause = firstPause;
    this.longestPause = firstPause.multipliedBy(GROWTH);
    this.interval = Duration.ofMinutes(1).toNanos() / requestsPerMinute;
    this.nanos = nanos;
    this.due = nanos.getAsLong() - (BURST - 1) * interval;
    this.pausedUntil = nanos.getAsLong();
  }

  /** Takes the turn of one request: zero if it was given, else how long it takes to the next. */
  synchronized Duration takeTurn() {
    long now = nanos.getAsLong();
    long wait = Math.max(due - now, pausedUntil - now);
    if (wait > 0) {
      return Duration.ofNanos(wait);
    }
    long earliest = now - (BURST - 1) * interval;
    due = (due - earliest < 0 ? earliest : due) + interval;
    return Duration.ZERO;
  }

  /** Google has too many requests: none is sent for a while, longer each time. */
  synchronized Duration pause(Optional<Duration> asGoogleSays) {
    long now = nanos.getAsLong();
    if (pausedUntil - now <= 0) {
      Duration pause = min(asGoogleSays.orElse(nextPause), longestPause);
      pausedUntil = now + pause.toNanos();
      nextPause = min(nextPause.multipliedBy(2), longestPause);
    }
    return Duration.ofNanos(pausedUntil - now);
  }

  /** Google answers again. */
  synchronized void relax() {
    nextPause = firstPause;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
