package org.kalanjiyam.ocr.server.progress;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.PastAttempt;
import org.kalanjiyam.ocr.server.task.TaskPage;

/**
 * A page of a task as programs see it: an element of {@code /api/v1/tasks/{id}/pages} and the body
 * of page events.
 *
 * @param earlier attempts that came to nothing, the oldest first; events leave them out
 * @param error why it failed, in words for a person
 */
public record PageBody(
    String page,
    String status,
    int attempts,
    @Nullable Long durationMs,
    @Nullable String worker,
    @Nullable Double confidence,
    @Nullable Instant begunAt,
    @Nullable Instant endedAt,
    @Nullable String cause,
    @Nullable String error,
    List<PastAttempt> earlier) {

  /** The body for a page. */
  public static PageBody of(TaskPage page) {
    return of(page, List.of());
  }

  /** The body for a page and its attempts that came to nothing. */
  public static PageBody of(TaskPage page, List<PastAttempt> earlier) {
    return new PageBody(
        "" + page.page(),
        page.status().name(),
        page.attempts(),
        page.durationMillis(),
        page.worker(),
        page.confidence(),
        page.begunAt(),
        page.endedAt(),
        page.cause(),
        page.reason(),
        earlier);
  }
}
