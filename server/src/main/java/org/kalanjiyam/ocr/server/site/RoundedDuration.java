package org.kalanjiyam.ocr.server.site;

import java.time.Duration;

/** Cuts lengths of time to what a person wants to know of them. */
final class RoundedDuration {
  private RoundedDuration() {}

  /**
   * A length of time as two units at most.
   *
   * @param unit message key of the larger one
   */
  record Span(String unit, long large, long small) {}

  static Span of(Duration time) {
    long seconds = Math.max(0, Math.round(time.toMillis() / 1000.0));
    if (seconds < 90) {
      return new Span("span.seconds", seconds, 0);
    }
    long minutes = Math.round(seconds / 60.0);
    if (minutes < 60) {
      return new Span("span.minutes", minutes, 0);
    }
    long hours = minutes / 60;
    return hours < 48
        ? new Span("span.hours", hours, minutes % 60)
        : new Span("span.days", hours / 24, hours % 24);
  }

  /** Rounds a time left so that it does not pretend: up to 5 s, a minute, 5 min, a half hour. */
  static Duration rounded(long seconds) {
    long step = seconds < 60 ? 10 : seconds < 20 * 60 ? 60 : seconds < 3 * 3600 ? 300 : 1800;
    return Duration.ofSeconds(Math.max(step, (seconds + step / 2) / step * step));
  }
}
