package org.kalanjiyam.ocr.server.task;

import java.util.Locale;

/** What becomes of the texts that a task makes. */
public enum TaskPurpose {
  /** They become the newest texts of their pages; a book has one such task at a time. */
  TEXT,
  /** They are compared with those of other engines or options. */
  TRIAL,
  /** They are a second opinion on the text that a page has. */
  OPINION,
  /** They are suggestions to a person who proofreads. */
  SUGGESTION;

  /** Whether the texts become those of the pages. */
  public boolean makesPageTexts() {
    return this == TEXT;
  }

  /** As it is in the database and in the API. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TaskPurpose ofWord(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
