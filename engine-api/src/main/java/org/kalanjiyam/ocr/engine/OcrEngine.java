package org.kalanjiyam.ocr.engine;

import java.util.Optional;

/**
 * An engine that is ready to read pages. Opened by an {@link OcrEngineProvider}; used by {@link
 * OcrEngineProvider#concurrency() as many threads} as its provider allows, closed once.
 */
public interface OcrEngine extends AutoCloseable {

  /** The engine's own version; part of every result's provenance. */
  String version();

  /**
   * Reads one page. Bad input is an {@link Outcome.Rejected}, a passing fault an {@link
   * Outcome.Interrupted}; an exception is a defect of the engine and counts as an interruption.
   */
  Outcome recognise(Recognition recognition) throws InterruptedException;

  /** The limit of a service that this engine shares with other processes, if there is one. */
  default Optional<SharedLimit> sharedLimit() {
    return Optional.empty();
  }

  @Override
  void close();
}
