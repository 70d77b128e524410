package org.kalanjiyam.ocr.engine;

import java.util.List;
import java.util.Map;

/**
 * Describes an engine and opens it; found by {@link java.util.ServiceLoader}. A provider is cheap
 * to load: it must not touch native libraries or clients before {@link #open}. Thread-safe.
 */
public interface OcrEngineProvider {

  /** Lower-case name, such as {@code tesseract}: in addresses, queues, records. */
  String name();

  /** Name for a person. */
  String title();

  /**
   * How many pages one process reads at a time: 1 for a local engine (a process a core), more for
   * one that waits for a service elsewhere.
   */
  int concurrency();

  /** Hard limit for one page, in seconds, after which its process is killed. */
  default int pageLimitSeconds() {
    return 120;
  }

  /** What a person may choose for a task; see {@link Parameters}. */
  default List<EngineOption> options() {
    return List.of();
  }

  /** Whether pages cost money. */
  default boolean paid() {
    return false;
  }

  /**
   * Whether the engine can work with this environment, without opening it.
   *
   * @param environment environment variables
   */
  Readiness readiness(Map<String, String> environment);

  /** Opens the engine. Call only if it is ready. */
  OcrEngine open(Map<String, String> environment);
}
