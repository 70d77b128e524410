package org.kalanjiyam.ocr.server.task;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.problem.Refused;

/**
 * A span of time to look in; null members have no end.
 *
 * @param from the first instant in it
 * @param until the first instant after it
 */
public record Days(@Nullable Instant from, @Nullable Instant until) {
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  /** All time. */
  public static final Days ALL = new Days(null, null);

  /**
   * Reads days such as {@code 2026-01-31} (UTC, both in the span) or instants such as {@code
   * 2026-01-31T12:00:00Z}; null or blank has no end.
   *
   * @throws Refused if it is neither; the message is for whoever wrote it
   */
  public static Days of(@Nullable String from, @Nullable String to) {
    return new Days(instant(from, 0), instant(to, 1));
  }

  private static @Nullable Instant instant(@Nullable String text, int daysOn) {
    if (text == null || text.isBlank()) {
      return null;
    }
    String word = text.strip();
    try {
      Instant time =
          word.contains("T")
              ? Instant.parse(word)
              : LocalDate.parse(word).plusDays(daysOn).atStartOfDay(ZoneOffset.UTC).toInstant();
      if (time.isBefore(FIRST) || time.isAfter(LAST)) {
        throw new DateTimeException("SQL has no such time");
      }
      return time;
    } catch (DateTimeException e) {
      throw new Refused(
          "'" + word + "' is no date such as 2026-01-31, nor a time such as 2026-01-31T12:00:00Z.",
          e);
    }
  }
}
