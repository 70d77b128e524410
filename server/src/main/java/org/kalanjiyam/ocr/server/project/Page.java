package org.kalanjiyam.ocr.server.project;

import java.util.Optional;

/**
 * A page of a book.
 *
 * @param number its place in the book, from 1; its name in addresses
 * @param imageFile below the data folder's {@code pages/}
 * @param imageHash SHA-256 of the file, lower-case hex
 * @param dpi pixels an inch; 0 where unknown
 * @param version its newest revision; 0: no text yet
 * @param edited whether the newest revision is a person's
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
    Status status) {

  /** How far a page has come. */
  public enum Status {
    /** No text yet. */
    NO_TEXT,
    /** A text, of an engine or a person, that nobody has called finished as it is now. */
    RECOGNISED,
    /** A person called it finished. */
    PROOFREAD_ONCE,
    /** Two people did, one after the other. */
    PROOFREAD_TWICE,
    /** Not to be proofread: blank, or pictures only. */
    SKIP;

    /** Whether somebody still has to proofread the page. */
    public boolean unfinished() {
      return this == NO_TEXT || this == RECOGNISED;
    }
  }

  /** The number that a page's name in an address stands for; empty if it stands for none. */
  public static Optional<Integer> number(String name) {
    return name.matches("[1-9][0-9]{0,6}") ? Optional.of(Integer.valueOf(name)) : Optional.empty();
  }
}
