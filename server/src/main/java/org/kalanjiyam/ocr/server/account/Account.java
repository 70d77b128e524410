package org.kalanjiyam.ocr.server.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A person as administrators see them.
 *
 * @param hasPassword whether they can sign in by name and password
 * @param disabledAt since when they cannot come in at all, null if they can
 */
public record Account(
    Person person, boolean hasPassword, Instant createdAt, @Nullable Instant disabledAt) {}
