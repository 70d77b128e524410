package org.kalanjiyam.ocr.server.parser;

/** An upload that cannot become a book; the message tells a person which file and why. */
public final class UploadRefused extends Exception {

  /** What is wrong with it. */
  public enum Reason {
    /** More bytes, pages or pixels than this site takes. */
    TOO_LARGE,
    /** Not one of the kinds of file that are read. */
    UNKNOWN_KIND,
    /** Damaged, encrypted, empty or without a page. */
    UNREADABLE
  }

  private final Reason reason;

  public UploadRefused(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public UploadRefused(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  public static UploadRefused unreadable(String message) {
    return new UploadRefused(Reason.UNREADABLE, message);
  }

  public static UploadRefused tooLarge(String message) {
    return new UploadRefused(Reason.TOO_LARGE, message);
  }
}
