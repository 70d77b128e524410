package org.kalanjiyam.ocr.server.task;

import java.util.List;

/**
 * A task has changed. Published inside the transaction that changed it; listen after its commit.
 *
 * @param task the task as it is now
 * @param change what happened to it
 * @param pages numbers of the pages that it happened to; none if to the task as a whole
 */
public record TaskChanged(Task task, Change change, List<Integer> pages) {

  /** To the task as a whole. */
  public TaskChanged(Task task, Change change) {
    this(task, change, List.of());
  }

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
