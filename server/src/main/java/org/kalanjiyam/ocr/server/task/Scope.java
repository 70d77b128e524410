package org.kalanjiyam.ocr.server.task;

/** Which of a book's pages a task reads. */
public enum Scope {
  /** Pages that nobody has edited. */
  UNEDITED,
  /** Pages that failed in the book's newest ended task. */
  FAILED,
  /** All; edited ones get a newer revision, and keep the person's as an older one. */
  ALL
}
