package org.kalanjiyam.ocr.server.project;

import java.time.Instant;

/**
 * A project that was thrown away, and may be had back until it is gone for good.
 *
 * @param slug the one that it had
 */
public record DeletedProject(
    long id, String title, String slug, long createdBy, Instant deletedAt) {}
