package org.kalanjiyam.ocr.engine;

import java.util.List;
import java.util.Map;

/**
 * A source of several engines: one jar may bring any number of them, such as one for each service
 * that a file names. Found by {@link java.util.ServiceLoader}, beside single {@link
 * OcrEngineProvider providers}. Thread-safe.
 */
@FunctionalInterface
public interface OcrEngineProviders {

  /**
   * The engines that there are now. Asked again every few seconds, so an answer must be quick; an
   * engine that comes later is found later. A provider that was given once stays the same object
   * for as long as it means the same.
   *
   * @param environment environment variables
   */
  List<OcrEngineProvider> providers(Map<String, String> environment);

  /** What is wrong with the settings that the source reads, a sentence each, for a person. */
  default List<String> problems(Map<String, String> environment) {
    return List.of();
  }
}
