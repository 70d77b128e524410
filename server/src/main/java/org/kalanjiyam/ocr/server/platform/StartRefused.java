package org.kalanjiyam.ocr.server.platform;

import org.jspecify.annotations.Nullable;

/** The server cannot start, and the message tells the person who started it why and what to do. */
public final class StartRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal in words for a person. */
  public StartRefused(String message) {
    this(message, null);
  }

  /** A refusal in words for a person, and what was behind it. */
  public StartRefused(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
