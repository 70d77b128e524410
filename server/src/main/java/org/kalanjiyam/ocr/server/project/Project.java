package org.kalanjiyam.ocr.server.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A book. Its {@code slug} is its name in addresses and in Redis. */
public record Project(
    long id,
    String slug,
    String title,
    Status status,
    @Nullable String statusReason,
    int pageCount,
    long createdBy,
    Instant createdAt) {

  /** How far the import has come. */
  public enum Status {
    IMPORTING,
    READY,
    FAILED
  }
}
