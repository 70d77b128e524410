package org.kalanjiyam.ocr.server.cli;

import java.time.Duration;

/**
 * A server whose starter starts it again when it ends by accident. So it ends at once when memory
 * has run out in a way that the JVM itself does not end for, and when its starter was killed:
 * whoever kills {@code ./kalanjiyam serve} means the server. The starter names itself in the
 * property {@code kalanjiyam.supervisor}.
 */
final class Supervised {
  /** As {@code -XX:+ExitOnOutOfMemoryError} has it. */
  private static final int OUT_OF_MEMORY = 3;

  private static final int KILLED = 137;
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);

  private Supervised() {}

  static void begin() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          if (failure instanceof OutOfMemoryError) {
            Runtime.getRuntime().halt(OUT_OF_MEMORY);
          }
          System.err.println("Thread " + thread.getName() + " ended: ");
          failure.printStackTrace();
        });
    Long supervisor = Long.getLong("kalanjiyam.supervisor");
    if (supervisor != null) {
      Thread.ofPlatform().name("supervisor").daemon().start(() -> endWith(supervisor));
    }
  }

  private static void endWith(long supervisor) {
    try {
      while (isParent(supervisor)) {
        Thread.sleep(LOOK_EVERY);
      }
      Runtime.getRuntime().halt(KILLED);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean isParent(long pid) {
    return ProcessHandle.current()
        .parent()
        .map(ProcessHandle::pid)
        .filter(p -> p == pid)
        .isPresent();
  }
}
