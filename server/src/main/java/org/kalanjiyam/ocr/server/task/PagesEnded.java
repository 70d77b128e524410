package org.kalanjiyam.ocr.server.task;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a task have ended. Published inside the transaction that ended them; listen after its
 * commit.
 *
 * @param task the task as it was before
 */
public record PagesEnded(Task task, List<EndedPage> pages) {

  /**
   * One of the pages.
   *
   * @param worker that had it last; null if none did
   * @param reason why it failed, for a person
   * @param cause why it failed, a short stable word
   * @param waited from the task's start till the page was handed out; null if it never was
   * @param queued from then till a worker began it, the last time; null if none did
   * @param worked from then till its end
   */
  public record EndedPage(
      int page,
      @Nullable String worker,
      PageStatus status,
      @Nullable String cause,
      @Nullable String reason,
      @Nullable Duration waited,
      @Nullable Duration queued,
      @Nullable Duration worked) {}
}
