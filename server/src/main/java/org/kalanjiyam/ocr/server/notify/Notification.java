package org.kalanjiyam.ocr.server.notify;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person is told in the page.
 *
 * @param projectSlug null if the book is gone; so is its title then
 * @param total pages of the task, of which {@code done} were read and {@code failed} were not
 * @param detail why, for a person; null if there is nothing to add
 * @param readAt null while unread
 */
public record Notification(
    long id,
    TaskEvent event,
    UUID taskId,
    @Nullable String projectSlug,
    @Nullable String projectTitle,
    int total,
    int done,
    int failed,
    @Nullable String detail,
    Instant createdAt,
    @Nullable Instant readAt) {}
