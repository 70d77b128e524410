package org.kalanjiyam.ocr.engine;

import java.util.List;

/** Whether an engine can work where it was asked. */
public sealed interface Readiness {

  /** It can; these are the languages it reads. */
  record Ready(List<Language> languages) implements Readiness {
    public Ready {
      languages = List.copyOf(languages);
    }
  }

  /**
   * It can't.
   *
   * @param reason what is missing and how to get it, for a person
   */
  record NotReady(String reason) implements Readiness {}
}
