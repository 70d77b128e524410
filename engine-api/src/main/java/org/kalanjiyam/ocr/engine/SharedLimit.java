package org.kalanjiyam.ocr.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * A service's limit of requests or tokens that all processes of a site with the same key share. The
 * worker process tells the engine how many they are and when another of them was told to wait, and
 * passes on when this one was. Thread-safe.
 */
public interface SharedLimit {

  /** Equal for all who share the limit. Made from the key, never the key itself. */
  String name();

  /** So many processes share the limit now, this one included; each takes an equal part. */
  void divideBy(int processes);

  /** The service told another process to wait until then; no request is to begin before. */
  void pauseUntil(Instant until);

  /** Until when the service told this process to wait; empty if it may go on. */
  Optional<Instant> pausedUntil();

  /** Calls back whenever the service tells this process to wait; one listener. */
  void onPause(Runnable listener);
}
