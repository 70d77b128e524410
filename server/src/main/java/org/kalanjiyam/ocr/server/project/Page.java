package org.kalanjiyam.ocr.server.project;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page of a book.
 *
 * @param number its place in the book, from 1; its name in addresses
 * @param imageFile below the data folder's {@code pages/}
 * @param imageHash SHA-256 of the file, lower-case hex
 * @param dpi pixels an inch; 0 where unknown
 * @param version its newest revision; 0: no text yet
 * @param edited whether the newest revision is a person's
 * @param proofedAt when a person called it finished
 */
public record Page(
    long id,
    long projectId,
    int number,
    String imageFile,
    String mediaType,
    String imageHash,
    long byteCount,
    int width,
    int height,
    int dpi,
    int version,
    boolean edited,
    @Nullable Instant proofedAt) {

  /** How far a page has come. */
  public enum Status {
    /** No text yet. */
    NEW,
    /** An engine's text. */
    RECOGNISED,
    /** A person's text. */
    EDITED,
    /** A person called it finished. */
    PROOFED
  }

  /** The number that a page's name in an address stands for; empty if it stands for none. */
  public static Optional<Integer> number(String name) {
    return name.matches("[1-9][0-9]{0,6}") ? Optional.of(Integer.valueOf(name)) : Optional.empty();
  }

  public Status status() {
    if (proofedAt != null) {
      return Status.PROOFED;
    }
    if (version == 0) {
      return Status.NEW;
    }
    return edited ? Status.EDITED : Status.RECOGNISED;
  }
}
