package org.kalanjiyam.ocr.server.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * So many at once, and as many again in a time, for each key on this server. Keys that have used
 * nothing up lately are forgotten when there are many. Thread-safe.
 */
final class Buckets<K> {
  private static final int MANY = 10_000;

  private final int capacity;
  private final int refill;
  private final Duration period;
  private final TimeMeter time;
  private final ConcurrentMap<K, Bucket> buckets = new ConcurrentHashMap<>();

  /**
   * @param capacity how many at once
   * @param refill how many more in each {@code period}, evenly
   */
  Buckets(int capacity, int refill, Duration period, Clock clock) {
    this.capacity = capacity;
    this.refill = refill;
    this.period = period;
    this.time = new Millis(clock);
  }

  /** Takes one if there is one. */
  boolean take(K key) {
    if (buckets.size() >= MANY) {
      buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= capacity);
    }
    return buckets.computeIfAbsent(key, unused -> full()).tryConsume(1);
  }

  void forgetAll() {
    buckets.clear();
  }

  private Bucket full() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(refill, period))
        .withCustomTimePrecision(time)
        .build();
  }

  private record Millis(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return Math.multiplyExact(clock.millis(), 1_000_000L);
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
