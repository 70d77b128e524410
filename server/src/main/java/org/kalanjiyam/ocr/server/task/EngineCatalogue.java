package org.kalanjiyam.ocr.server.task;

import java.util.Optional;

/** What engines there are. Implemented where the workers are known. Thread-safe. */
public interface EngineCatalogue {

  /** Checks what a person chose before a task is made of it. */
  Choice choose(String engine, String language);

  /**
   * Why an engine does not take these options; empty if it does.
   *
   * @param parameters options in canonical form
   */
  default Optional<String> refuseOptions(String engine, String parameters) {
    return Optional.empty();
  }

  /** The options without those that are at their defaults: equal choices are equal texts. */
  default String withoutDefaults(String engine, String parameters) {
    return parameters;
  }

  /** What became of the choice. */
  sealed interface Choice {
    /**
     * Fine.
     *
     * @param language as the engine spells it
     * @param version the engine's version, if a worker has announced it
     * @param recipe what a result in this language would be made from, a digest; empty where the
     *     engine does not say
     */
    record Known(String engine, String language, Optional<String> version, String recipe)
        implements Choice {

      /** Of an engine that says nothing of its recipes. */
      public Known(String engine, String language, Optional<String> version) {
        this(engine, language, version, "");
      }
    }

    /** Not known; the reason names what is. */
    record Unknown(String reason) implements Choice {}
  }
}
