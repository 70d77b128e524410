package org.kalanjiyam.ocr.server.task;

/** State of a task; the words are Celery's, and {@link #PAUSED}. */
public enum TaskStatus {
  /** Accepted, no page has begun. */
  PENDING,
  /** At least one page has begun. */
  PROGRESS,
  /** A person, or ten equal failures in a row, holds it; pages in work finish. */
  PAUSED,
  /** Every page ended, none failed. */
  SUCCESS,
  /** Every page ended, at least one failed. */
  FAILURE,
  /** Cancelled. */
  REVOKED;

  /** Whether the task has not ended. */
  public boolean active() {
    return switch (this) {
      case PENDING, PROGRESS, PAUSED -> true;
      case SUCCESS, FAILURE, REVOKED -> false;
    };
  }
}
