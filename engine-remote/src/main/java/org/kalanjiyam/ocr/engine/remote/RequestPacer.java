package org.kalanjiyam.ocr.engine.remote;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.SharedLimit;

/**
 * When this process may send its next request: within its part of the key's limits, and never while
 * the service told any process of the site to wait. Thread-safe.
 */
final class RequestPacer implements SharedLimit {
  static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(64);

  /** So many seconds' worth may start at once after a quiet time. */
  private static final int BURST_SECONDS = 5;

  private final String name;
  private final Limits limits;
  private final InstantSource clock;
  private final @Nullable Bucket requests;
  private final @Nullable Bucket tokens;
  private Instant pausedUntil = Instant.MIN;
  private Duration nextPause = FIRST_PAUSE;
  private volatile Runnable listener = () -> {};

  RequestPacer(String name, Limits limits, InstantSource clock) {
    this.name = name;
    this.limits = limits;
    this.clock = clock;
    this.requests = bucket(limits.requestsPerMinute());
    this.tokens = bucket(limits.tokensPerMinute());
  }

  private static @Nullable Bucket bucket(OptionalInt perMinute) {
    return perMinute.isEmpty()
        ? null
        : Bucket.builder().addLimit(bandwidth(perMinute.getAsInt())).build();
  }

  private static Bandwidth bandwidth(long perMinute) {
    return Bandwidth.builder()
        .capacity(Math.max(1, perMinute * BURST_SECONDS / 60))
        .refillGreedy(perMinute, Duration.ofMinutes(1))
        .build();
  }

  /** Takes the turn of one request: zero if it was given, else how long it takes to the next. */
  synchronized Duration takeTurn() {
    Instant now = clock.instant();
    if (pausedUntil.isAfter(now)) {
      return Duration.between(now, pausedUntil);
    }
    // Tokens are counted when they are known, so that the next request waits for a debt.
    if (tokens != null && tokens.getAvailableTokens() <= 0) {
      return Duration.ofNanos(
          Math.max(1, tokens.estimateAbilityToConsume(1).getNanosToWaitForRefill()));
    }
    if (requests == null) {
      return Duration.ZERO;
    }
    return Duration.ofNanos(requests.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  /** An answer took so many tokens; it may leave a debt. */
  void used(long count) {
    if (tokens != null && count > 0) {
      tokens.consumeIgnoringRateLimits(count);
    }
  }

  /** The service has too many requests: none is sent for a while, longer each time. */
  void pause(Optional<Duration> asTheServiceSays) {
    synchronized (this) {
      if (pausedUntil.isAfter(clock.instant())) {
        return;
      }
      Duration pause = asTheServiceSays.orElse(nextPause);
      pausedUntil =
          clock.instant().plus(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
      nextPause =
          nextPause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : nextPause.multipliedBy(2);
    }
    listener.run();
  }

  /** The service answers again. */
  synchronized void relax() {
    nextPause = FIRST_PAUSE;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void divideBy(int processes) {
    replace(requests, limits.requestsPerMinute(), processes);
    replace(tokens, limits.tokensPerMinute(), processes);
  }

  private static void replace(@Nullable Bucket bucket, OptionalInt perMinute, int processes) {
    if (bucket != null && perMinute.isPresent()) {
      long part = Math.max(1, perMinute.getAsInt() / Math.max(1, processes));
      bucket.replaceConfiguration(
          BucketConfiguration.builder().addLimit(bandwidth(part)).build(),
          TokensInheritanceStrategy.PROPORTIONALLY);
    }
  }

  @Override
  public synchronized void pauseUntil(Instant until) {
    Instant latest = clock.instant().plus(LONGEST_PAUSE);
    pausedUntil = max(pausedUntil, until.isAfter(latest) ? latest : until);
  }

  @Override
  public synchronized Optional<Instant> pausedUntil() {
    return Optional.of(pausedUntil).filter(until -> until.isAfter(clock.instant()));
  }

  @Override
  public void onPause(Runnable told) {
    listener = told;
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
