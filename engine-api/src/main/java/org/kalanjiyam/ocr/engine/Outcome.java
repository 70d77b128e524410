package org.kalanjiyam.ocr.engine;

/** What became of one attempt to read one page. */
public sealed interface Outcome {

  /** The page was read; a page without text is read too. */
  record Recognised(PageText text, Provenance provenance) implements Outcome {}

  /**
   * The page will never work with these settings; it is not tried again.
   *
   * @param cause a short stable word in kebab-case, equal for equal failures ("unreadable-image",
   *     "bad-credentials"): ten equal ones in a row pause a task
   * @param reason what happened and what to do, for a person
   */
  record Rejected(String cause, String reason) implements Outcome {}

  /**
   * The attempt came to nothing for a reason that may pass; it is tried again later.
   *
   * @param cause a short stable word in kebab-case ("unavailable", "rate-limited", "cancelled",
   *     "stopping")
   * @param reason what happened, for a person
   */
  record Interrupted(String cause, String reason) implements Outcome {}
}
