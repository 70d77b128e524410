package org.kalanjiyam.ocr.server.task;

import org.jspecify.annotations.Nullable;

/**
 * A task has changed. Published inside the transaction that changed it; listen after its commit.
 *
 * @param task the task as it is now
 * @param change what happened to it
 * @param page number of the page that it happened to, null if to the task as a whole
 */
public record TaskChanged(Task task, Change change, @Nullable Integer page) {

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
