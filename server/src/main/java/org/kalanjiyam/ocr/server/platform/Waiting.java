package org.kalanjiyam.ocr.server.platform;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a child process to be ready. */
final class Waiting {
  private static final Duration STEP = Duration.ofMillis(20);

  private Waiting() {}

  /**
   * Returns when {@code ready}; refuses the start if that takes too long or the process is gone.
   */
  static void until(Duration limit, BooleanSupplier ready, ChildProcess process, String complaint) {
    long end = System.nanoTime() + limit.toNanos();
    while (!ready.getAsBoolean()) {
      if (System.nanoTime() > end) {
        process.close();
        throw new StartRefused(complaint);
      }
      try {
        Thread.sleep(STEP);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new StartRefused("Interrupted: " + complaint, e);
      }
    }
  }
}
