package org.kalanjiyam.ocr.server.task;

import java.util.Optional;

/** What engines there are. Implemented where the workers are known. Thread-safe. */
public interface EngineCatalogue {

  /** Checks what a person chose before a task is made of it. */
  Choice choose(String engine, String language);

  /** What became of the choice. */
  sealed interface Choice {
    /**
     * Fine.
     *
     * @param language as the engine spells it
     * @param version the engine's version, if a worker has announced it
     */
    record Known(String engine, String language, Optional<String> version) implements Choice {}

    /** Not known; the reason names what is. */
    record Unknown(String reason) implements Choice {}
  }
}
