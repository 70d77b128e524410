package org.kalanjiyam.ocr.server.task;

import java.util.UUID;
import org.slf4j.MDC;

/**
 * The page that this thread's log lines are about, until it is closed: fields {@code task} and
 * {@code page} of each line. Not nested.
 */
public final class LoggedPage implements AutoCloseable {
  private static final String TASK = "task";
  private static final String PAGE = "page";

  private LoggedPage() {}

  /** Lines of this thread are about the page from now on. */
  public static LoggedPage of(UUID task, int page) {
    MDC.put(TASK, task.toString());
    MDC.put(PAGE, Integer.toString(page));
    return new LoggedPage();
  }

  @Override
  public void close() {
    MDC.remove(PAGE);
    MDC.remove(TASK);
  }
}
