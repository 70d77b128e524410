package org.kalanjiyam.ocr.server.task;

/** What became of a pause, resume or cancel. */
public sealed interface ChangeResult {

  /** Done. */
  record Changed(Task task) implements ChangeResult {}

  /** The task's state does not allow it; the reason is for a person. */
  record NotNow(Task task, String reason) implements ChangeResult {}
}
