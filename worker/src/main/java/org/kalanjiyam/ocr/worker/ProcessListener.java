package org.kalanjiyam.ocr.worker;

/**
 * Hears what happens to a supervised process. Called from the threads that watch it, which it must
 * not hold up.
 */
public interface ProcessListener {
  /** Hears nothing. */
  ProcessListener NONE = new ProcessListener() {};

  /** A process runs; what it says comes to {@link #said}. */
  default void started(Process process) {}

  /** A line on its standard output, those of the supervisor's protocol among them. */
  default void said(String line) {}

  /** It has ended, and all that it said was passed on. */
  default void ended(ProcessEnd end) {}
}
