package org.kalanjiyam.ocr.worker;

/**
 * How a supervised process ended.
 *
 * @param words for logs: "crashed (SIGSEGV)"
 */
public record ProcessEnd(Cause cause, String words) {

  /** Whether it was the process's own doing. */
  boolean isGuilty() {
    return switch (cause) {
      case CRASH, MEMORY, HANG -> true;
      case ITSELF, OUTSIDE, NOT_STARTED -> false;
    };
  }

  /** What a process died of. */
  public enum Cause {
    /** It ended by itself, with whatever exit code. */
    ITSELF,
    /** Somebody else ended it while it was well: a signal that the supervisor did not send. */
    OUTSIDE,
    /** Its program broke. */
    CRASH,
    /** It used more memory than it may, or ran out of its own. */
    MEMORY,
    /** It took longer than it may, or said nothing for too long. */
    HANG,
    /** It could not even be started. */
    NOT_STARTED
  }

  static ProcessEnd of(int exit, String words) {
    return new ProcessEnd(
        switch (exit) {
          case 3 -> Cause.MEMORY;
          case 129, 130, 137, 143 -> Cause.OUTSIDE;
          case 132, 133, 134, 135, 136, 139, 159 -> Cause.CRASH;
          default -> Cause.ITSELF;
        },
        words);
  }
}
