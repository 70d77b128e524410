package org.kalanjiyam.ocr.server.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt at a page that came to nothing, so that another followed.
 *
 * @param page number in the book
 * @param attempt from 1
 * @param cause a short stable word
 * @param reason in words for a person; null: the worker fell silent
 */
public record PastAttempt(
    int page,
    int attempt,
    @Nullable String worker,
    @Nullable Instant begunAt,
    Instant endedAt,
    String cause,
    @Nullable String reason) {}
