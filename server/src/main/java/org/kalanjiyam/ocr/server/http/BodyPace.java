package org.kalanjiyam.ocr.server.http;

import java.time.Duration;

/**
 * How fast a request's body must come: after a time of grace, so many bytes a second on average of
 * the time that the server waits for them: what it does meanwhile is not the sender's delay. A
 * connection by telephone keeps it, whoever holds a connection for the sake of holding it does not.
 */
record BodyPace(Duration grace, int bytesASecond) {
  /** A minute for whatever fits into it, then 1,000 bytes a second. */
  static final BodyPace USUAL = new BodyPace(Duration.ofMinutes(1), 1000);

  boolean isKept(long bytes, long waitedNanos) {
    long afterGrace = waitedNanos - grace.toNanos();
    return afterGrace <= 0 || bytes >= afterGrace / 1e9 * bytesASecond;
  }
}
