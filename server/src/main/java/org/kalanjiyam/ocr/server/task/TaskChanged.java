package org.kalanjiyam.ocr.server.task;

/**
 * A task has changed. Published inside the transaction that changed it; listen after its commit.
 *
 * @param task the task as it is now
 * @param change what happened to it
 */
public record TaskChanged(Task task, Change change) {

  /** What happened to the task. */
  public enum Change {
    STARTED,
    PAGE_BEGAN,
    PAGE_ENDED,
    PAGE_RETURNED,
    PAUSED,
    RESUMED,
    ENDED,
    CANCELLED
  }
}
