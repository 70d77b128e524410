package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.platform.BundledPostgres.Durability;

class BundledPostgresTest {
  @TempDir Path temporary;

  @Test
  void itsRandomPasswordIsHashedOnceThatOfAnOlderSiteFromTheNextStartOn() throws Exception {
    try (DataFolder folder = DataFolder.open(temporary)) {
      try (BundledPostgres postgres = BundledPostgres.start(folder, Durability.FAST)) {
        assertThat(storedPassword(postgres)).startsWith("SCRAM-SHA-256$1:");
        execute(postgres, "alter role kalanjiyam password '%s'".formatted(postgres.password()));
        assertThat(storedPassword(postgres)).startsWith("SCRAM-SHA-256$4096:");
      }
      try (BundledPostgres postgres = BundledPostgres.start(folder, Durability.SAFE)) {
        assertThat(storedPassword(postgres)).startsWith("SCRAM-SHA-256$1:");
        assertThatThrownBy(
                () -> DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "another"))
            .isInstanceOf(SQLException.class);
      }
    }
  }

  private static String storedPassword(BundledPostgres postgres) throws SQLException {
    try (Connection connection = connect(postgres);
        ResultSet stored =
            connection
                .createStatement()
                .executeQuery("select rolpassword from pg_authid where rolname = current_user")) {
      stored.next();
      return stored.getString(1);
    }
  }

  private static void execute(BundledPostgres postgres, String statement) throws SQLException {
    try (Connection connection = connect(postgres)) {
      connection.createStatement().execute(statement);
    }
  }

  private static Connection connect(BundledPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }
}
