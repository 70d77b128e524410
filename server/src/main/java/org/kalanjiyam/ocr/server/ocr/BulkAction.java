package org.kalanjiyam.ocr.server.ocr;

import java.util.EnumSet;
import java.util.Set;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/** What can be done to many tasks at once. */
public enum BulkAction {
  PAUSE(EnumSet.of(TaskStatus.PENDING, TaskStatus.PROGRESS)),
  RESUME(EnumSet.of(TaskStatus.PAUSED)),
  CANCEL(EnumSet.of(TaskStatus.PENDING, TaskStatus.PROGRESS, TaskStatus.PAUSED)),
  /** Recognises the pages that failed again. */
  RETRY(EnumSet.of(TaskStatus.FAILURE));

  private final EnumSet<TaskStatus> from;

  BulkAction(EnumSet<TaskStatus> from) {
    this.from = from;
  }

  /** States in which it can be done. */
  Set<TaskStatus> from() {
    return from;
  }
}
