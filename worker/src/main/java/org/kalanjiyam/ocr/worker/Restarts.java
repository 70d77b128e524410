package org.kalanjiyam.ocr.worker;

import java.time.Duration;

/**
 * The pauses before a process is started again.
 *
 * @param firstPause doubled each time
 * @param longestPause at most
 * @param healthy after so long a life the pause is the first one again
 */
public record Restarts(Duration firstPause, Duration longestPause, Duration healthy) {
  /** For usual processes: from 1 s to 30 s. */
  public static final Restarts USUAL =
      new Restarts(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

  Duration after(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(longestPause) > 0 ? longestPause : twice;
  }
}
