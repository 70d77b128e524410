package org.kalanjiyam.ocr.work;

import org.jspecify.annotations.Nullable;

/** A message that is not what its queue carries. */
public final class MalformedMessage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong. */
  public MalformedMessage(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
