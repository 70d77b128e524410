package org.kalanjiyam.ocr.server.task;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as SQL knows it at one {@code version}: the reading of a book's pages by one engine.
 *
 * @param id UUID version 7, so that ids sort by time
 * @param projectId null once the project was deleted
 * @param engineVersion what workers said at the start; null if none was there
 * @param purpose what becomes of its texts
 * @param pauseReason why it is paused, for a person; null while it isn't, or if a person paused it
 * @param version grows with each change that anybody can see
 * @param retryOf the task whose failed pages this one reads again
 * @param startedBy id of the person
 * @param startedByName that person's name to show
 * @param startedAt when it was accepted
 * @param begunAt when its first page began
 */
public record Task(
    UUID id,
    @Nullable Long projectId,
    String projectSlug,
    String engine,
    @Nullable String engineVersion,
    String language,
    String parameters,
    Scope scope,
    TaskPurpose purpose,
    Priority priority,
    TaskStatus status,
    @Nullable String pauseReason,
    PageCounts counts,
    long version,
    @Nullable UUID retryOf,
    long startedBy,
    String startedByName,
    Instant startedAt,
    @Nullable Instant begunAt,
    Instant updatedAt,
    @Nullable Instant finishedAt) {

  /** Whether the task has not ended. */
  public boolean active() {
    return status.active();
  }
}
