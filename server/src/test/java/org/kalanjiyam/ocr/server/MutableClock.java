package org.kalanjiyam.ocr.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The server's clock in tests. It runs with the real one until {@link #set} stops it; {@link
 * #advance} moves it either way. Thread-safe.
 */
public final class MutableClock extends Clock {
  private volatile Clock clock = Clock.systemUTC();

  /** Stops the clock at this moment. */
  public void set(Instant now) {
    clock = Clock.fixed(now, ZoneOffset.UTC);
  }

  /** Moves the clock on; a running clock goes on running. */
  public void advance(Duration by) {
    clock = Clock.offset(clock, by);
  }

  /** Runs with the real clock again. */
  public void reset() {
    clock = Clock.systemUTC();
  }

  @Override
  public Instant instant() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The server's clock is UTC");
  }
}
