package org.kalanjiyam.ocr.server.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One page in one task.
 *
 * @param page number in the book, from 1
 * @param attempts how often a worker began it
 * @param worker the last worker that began it
 * @param durationMillis time that the engine took, once it ended
 * @param endedVersion the task's version at which the page ended
 * @param cause a short stable word for the failure, null if it didn't fail
 * @param reason why it failed, in words for a person
 */
public record TaskPage(
    int page,
    PageStatus status,
    int attempts,
    @Nullable Instant begunAt,
    @Nullable Instant endedAt,
    @Nullable Long durationMillis,
    @Nullable String worker,
    @Nullable Double confidence,
    @Nullable Long endedVersion,
    @Nullable String cause,
    @Nullable String reason) {}
