package org.kalanjiyam.ocr.server.task;

import org.jspecify.annotations.Nullable;

/**
 * How one step changes a task's counts and status.
 *
 * @param waiting change to the queued pages that may be handed out now
 * @param status the new status, or null if it stays
 * @param pauseReason why it is paused now; every step sets it anew
 * @param pixels change to the pixels of pages that have not ended
 * @param begun whether a page has begun
 */
record TaskDelta(
    int queued,
    int active,
    int done,
    int failed,
    int skipped,
    int revoked,
    int waiting,
    long pixels,
    @Nullable TaskStatus status,
    @Nullable String pauseReason,
    boolean begun) {

  static final TaskDelta NONE = new TaskDelta(0, 0, 0, 0, 0, 0, 0, 0, null, null, false);

  /** {@code count} pages go from one state to another; {@code waiting} is left to the caller. */
  static TaskDelta move(PageStatus from, PageStatus to, int count) {
    return NONE.add(from, -count).add(to, count);
  }

  TaskDelta add(PageStatus status, int count) {
    return new TaskDelta(
        queued + (status == PageStatus.QUEUED ? count : 0),
        active + (status == PageStatus.ACTIVE ? count : 0),
        done + (status == PageStatus.DONE ? count : 0),
        failed + (status == PageStatus.FAILED ? count : 0),
        skipped + (status == PageStatus.SKIPPED ? count : 0),
        revoked + (status == PageStatus.REVOKED ? count : 0),
        waiting,
        pixels,
        this.status,
        pauseReason,
        begun);
  }

  TaskDelta waiting(int change) {
    return new TaskDelta(
        queued, active, done, failed, skipped, revoked, change, pixels, status, pauseReason, begun);
  }

  TaskDelta pixels(long change) {
    return new TaskDelta(
        queued,
        active,
        done,
        failed,
        skipped,
        revoked,
        waiting,
        change,
        status,
        pauseReason,
        begun);
  }

  TaskDelta to(TaskStatus next) {
    return new TaskDelta(
        queued, active, done, failed, skipped, revoked, waiting, pixels, next, pauseReason, begun);
  }

  TaskDelta pausedBecause(@Nullable String reason) {
    return new TaskDelta(
        queued, active, done, failed, skipped, revoked, waiting, pixels, status, reason, begun);
  }

  TaskDelta withBegun() {
    return new TaskDelta(
        queued, active, done, failed, skipped, revoked, waiting, pixels, status, pauseReason, true);
  }
}
