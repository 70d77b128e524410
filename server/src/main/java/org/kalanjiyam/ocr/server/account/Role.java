package org.kalanjiyam.ocr.server.account;

/** What a person may do; each role may do all that the ones before it may. */
public enum Role {
  /** Sees books, pages, texts and tasks. */
  READER,
  /** Edits text. */
  PROOFREADER,
  /** Creates projects, runs OCR, controls own tasks. */
  EDITOR,
  /** Everything, everybody's tasks, people, settings. */
  ADMIN;

  /** Whether this role may do what the other may. */
  public boolean covers(Role other) {
    return compareTo(other) >= 0;
  }
}
