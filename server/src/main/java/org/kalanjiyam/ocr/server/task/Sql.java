package org.kalanjiyam.ocr.server.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Instants to and from {@code timestamptz} (microseconds). */
final class Sql {
  private Sql() {}

  static Timestamp at(Instant instant) {
    return Timestamp.from(instant);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant();
  }

  static Instant requiredInstant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
