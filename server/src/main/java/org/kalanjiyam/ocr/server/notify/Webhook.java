package org.kalanjiyam.ocr.server.notify;

import java.time.Instant;
import java.util.Set;

/**
 * An address that is told.
 *
 * @param everyone of everybody's tasks, not just of its owner's
 */
public record Webhook(
    long id, boolean everyone, String url, Set<TaskEvent> events, Instant createdAt) {}
