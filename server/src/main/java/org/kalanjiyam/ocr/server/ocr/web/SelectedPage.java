package org.kalanjiyam.ocr.server.ocr.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.TaskPage;

/**
 * A page of a task whose cell was opened.
 *
 * @param text so far; null if there is none
 * @param mayRetry whether it failed, and can be read again now
 * @param retryLater whether it failed, and can be read again when the task has ended
 */
record SelectedPage(
    UUID taskId,
    String slug,
    TaskPage page,
    @Nullable String text,
    boolean mayRetry,
    boolean retryLater) {

  public int number() {
    return page.page();
  }
}
