package org.kalanjiyam.ocr.server.notify;

import java.util.Locale;

/** What somebody may want to be told of a task. */
public enum TaskEvent {
  /** All pages were read. */
  ENDED,
  /** It ended, and some pages failed. */
  FAILED,
  /** The server paused it, because the engine is in trouble. */
  PAUSED,
  /** No page came for much longer than usual. */
  STALLED;

  /** As webhooks name it: {@code task.ended}. */
  public String type() {
    return "task." + name().toLowerCase(Locale.ROOT);
  }
}
