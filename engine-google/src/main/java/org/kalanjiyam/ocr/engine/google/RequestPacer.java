package org.kalanjiyam.ocr.engine.google;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.kalanjiyam.ocr.engine.SharedLimit;

/**
 * When this process may send its next request: requests are spread evenly over the minute, and all
 * of them wait while Google says that there are too many, to this process or to another of the
 * site. Thread-safe.
 */
final class RequestPacer implements SharedLimit {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);

  /** The longest pause, in first pauses. */
  private static final int GROWTH = 32;

  /** How many requests may start at once after a quiet time. */
  private static final int BURST = 16;

  private final long wholeInterval;
  private final Duration firstPause;
  private final Duration longestPause;
  private final LongSupplier nanos;
  private volatile Runnable listener = () -> {};
  private long interval;
  private long due;
  private long pausedUntil;
  private Duration nextPause;

  /**
   * @param firstPause how long requests are held when Google first has too many
   * @param nanos a clock like {@link System#nanoTime}
   */
  RequestPacer(int requestsPerMinute, Duration firstPause, LongSupplier nanos) {
    this.firstPause = firstPause;
    this.nextPause = firstPause;
    this.longestPause = firstPause.multipliedBy(GROWTH);
    this.wholeInterval = Duration.ofMinutes(1).toNanos() / requestsPerMinute;
    this.interval = wholeInterval;
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
  Duration pause(Optional<Duration> asGoogleSays) {
    boolean begins;
    Duration left;
    synchronized (this) {
      long now = nanos.getAsLong();
      begins = pausedUntil - now <= 0;
      if (begins) {
        Duration pause = min(asGoogleSays.orElse(nextPause), longestPause);
        pausedUntil = now + pause.toNanos();
        nextPause = min(nextPause.multipliedBy(2), longestPause);
      }
      left = Duration.ofNanos(pausedUntil - now);
    }
    if (begins) {
      listener.run();
    }
    return left;
  }

  /** One project's limit: a site has one key for Google. */
  @Override
  public String name() {
    return "google";
  }

  @Override
  public synchronized void divideBy(int processes) {
    interval = wholeInterval * Math.max(1, processes);
  }

  @Override
  public synchronized void pauseUntil(Instant until) {
    Duration wait = min(Duration.between(Instant.now(), until), longestPause);
    long then = nanos.getAsLong() + wait.toNanos();
    if (then - pausedUntil > 0) {
      pausedUntil = then;
    }
  }

  @Override
  public synchronized Optional<Instant> pausedUntil() {
    long left = pausedUntil - nanos.getAsLong();
    return left > 0 ? Optional.of(Instant.now().plusNanos(left)) : Optional.empty();
  }

  @Override
  public void onPause(Runnable told) {
    listener = told;
  }

  /** Google answers again. */
  synchronized void relax() {
    nextPause = firstPause;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
