package org.kalanjiyam.ocr.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Describes an engine and opens it; found by {@link java.util.ServiceLoader}, or given by {@link
 * OcrEngineProviders}. Whatever the program knows of an engine it asks here. A provider is cheap to
 * load: it must not touch native libraries or clients before {@link #open}. Thread-safe.
 */
public interface OcrEngineProvider {

  /** Lower-case name, such as {@code tesseract}: in addresses, queues, records. */
  String name();

  /** Name for a person. */
  String title();

  /**
   * How many pages one process recognises at a time: 1 for a local engine (a process a core), more
   * for one that waits for a service elsewhere.
   */
  int concurrency();

  /**
   * How many worker processes serve the engine on a machine.
   *
   * @param slots how many pages a local engine is to recognise there at a time
   */
  default int processes(int slots) {
    return concurrency() == 1 ? slots : Math.min(slots, 1);
  }

  /** Hard limit for one page, in seconds, after which its process is killed. */
  default int pageLimitSeconds() {
    return 120;
  }

  /** The most resident memory that a worker process may take before it is killed, in MiB. */
  default int memoryLimitMebibytes() {
    return 3 * 1024;
  }

  /** What a person should know before choosing it, in a sentence or two; empty for nothing. */
  default String about() {
    return "";
  }

  /**
   * What to do so that the engine recognises a language that it does not yet, in a sentence; empty
   * where nothing is known.
   *
   * @param code as the person wrote it; it may be anything
   */
  default String languageHint(String code) {
    return "";
  }

  /**
   * What pages cost, where that is known.
   *
   * @param environment environment variables
   */
  default Optional<Tariff> tariff(Map<String, String> environment) {
    return Optional.empty();
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
   * Whether the engine can be given a page's text beside the image, to correct it; see {@link
   * Recognition#draft}.
   */
  default boolean corrects() {
    return false;
  }

  /**
   * Names of the environment variables that its worker processes need. They get no others but a few
   * that all have (path, language, proxies), and those that begin with {@code KALANJIYAM_} and the
   * engine's name in capitals.
   */
  default Set<String> variables() {
    return Set.of();
  }

  /**
   * Whether the engine can work with this environment, without opening it.
   *
   * @param environment environment variables
   */
  Readiness readiness(Map<String, String> environment);

  /**
   * The same, but an engine of a service asks the service too whether it is there and takes the
   * key; costs nothing, and at most some seconds.
   *
   * @param environment environment variables
   */
  default Readiness check(Map<String, String> environment) throws InterruptedException {
    return readiness(environment);
  }

  /** Opens the engine. Call only if it is ready. */
  OcrEngine open(Map<String, String> environment);
}
