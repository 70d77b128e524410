package org.kalanjiyam.ocr.server.problem;

/**
 * What a person sent does not do, and the message tells them why and what to do instead. Only such
 * messages are shown: those of other exceptions are for whoever mends the program.
 */
public final class Refused extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /** A refusal in words for a person. */
  public Refused(String reason) {
    super(reason);
  }

  /** A refusal in words for a person, and what was behind it. */
  public Refused(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** What is said to the person. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
