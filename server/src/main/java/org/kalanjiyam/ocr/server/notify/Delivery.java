package org.kalanjiyam.ocr.server.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something sent to a webhook, or on its way.
 *
 * @param nextAt when it is tried next; null once it is done with
 * @param sent whether the other side took it
 * @param status HTTP status of the last attempt; null if it came to none
 * @param answer beginning of the last answer, or what went wrong
 */
public record Delivery(
    UUID id,
    UUID taskId,
    TaskEvent event,
    Instant createdAt,
    int attempts,
    @Nullable Instant nextAt,
    boolean sent,
    @Nullable Integer status,
    @Nullable String answer) {}
