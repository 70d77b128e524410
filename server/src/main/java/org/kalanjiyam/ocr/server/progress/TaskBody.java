package org.kalanjiyam.ocr.server.progress;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;

/**
 * A task as programs see it: the body of {@code /api/v1/tasks/{id}} and of progress events.
 *
 * @param purpose {@code text}, or what else becomes of the texts
 * @param etaSeconds most likely time left, between {@code etaLowSeconds} and {@code
 *     etaHighSeconds}; all three null while unknown
 * @param queue "paused" or "draining" while an administrator holds its engine's queue; else null
 * @param stalledSeconds for how long nothing has come though it should; null if it does
 */
public record TaskBody(
    UUID taskId,
    String projectSlug,
    String engine,
    @Nullable String engineVersion,
    String language,
    String status,
    String scope,
    String purpose,
    String priority,
    int total,
    int done,
    int failed,
    int skipped,
    int active,
    int queued,
    int revoked,
    double percent,
    @Nullable Long etaSeconds,
    @Nullable Long etaLowSeconds,
    @Nullable Long etaHighSeconds,
    @Nullable Double pagesPerMinute,
    @Nullable Long stalledSeconds,
    String startedBy,
    Instant startedAt,
    @Nullable Instant finishedAt,
    Instant updatedAt,
    @Nullable String pauseReason,
    @Nullable UUID retryOf,
    @Nullable String queue,
    long version) {

  /** The body for a task and its estimate. */
  public static TaskBody of(Task task, Estimate estimate) {
    var counts = task.counts();
    Stall stall = estimate.stall();
    return new TaskBody(
        task.id(),
        task.projectSlug(),
        task.engine(),
        task.engineVersion(),
        task.language(),
        task.status().name(),
        task.scope().name().toLowerCase(java.util.Locale.ROOT),
        task.purpose().word(),
        task.priority().name().toLowerCase(java.util.Locale.ROOT),
        counts.total(),
        counts.done(),
        counts.failed(),
        counts.skipped(),
        counts.active(),
        counts.queued(),
        counts.revoked(),
        counts.percent(),
        estimate.seconds(),
        estimate.low(),
        estimate.high(),
        estimate.pagesPerMinute(),
        stall == null ? null : stall.silent().toSeconds(),
        task.startedByName(),
        task.startedAt(),
        task.finishedAt(),
        task.updatedAt(),
        task.pauseReason(),
        task.retryOf(),
        estimate.held() == null ? null : estimate.held().state().word(),
        task.version());
  }
}
