package org.kalanjiyam.ocr.server.task;

/** State of one page in one task. */
public enum PageStatus {
  /** Waits, in SQL or already in an engine's queue. */
  QUEUED,
  /** A worker has fetched the image. */
  ACTIVE,
  /** Read; its text is stored. */
  DONE,
  /** Will not be read in this task; the reason is stored with it. */
  FAILED,
  /** A person edited the page meanwhile, so it was left alone. */
  SKIPPED,
  /** The task was cancelled before the page was read. */
  REVOKED
}
