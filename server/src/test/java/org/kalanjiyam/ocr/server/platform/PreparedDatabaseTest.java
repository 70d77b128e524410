package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.platform.BundledPostgres.Durability;

class PreparedDatabaseTest {
  private static final String PROPERTY = "kalanjiyam.prepared-database";

  @TempDir Path temporary;

  @AfterEach
  void forget() {
    System.clearProperty(PROPERTY);
  }

  @Test
  void aSiteThatEndsTakesACopyWithItsTablesUnlessOtherProgramsMadeIt() throws Exception {
    Path place = temporary.resolve("database");
    System.setProperty(PROPERTY, place.toString());
    PreparedDatabase.make();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rwx------");
    try (DataFolder folder = DataFolder.open(temporary.resolve("site"));
        BundledPostgres postgres = BundledPostgres.start(folder, Durability.FAST);
        Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        ResultSet tables = connection.createStatement().executeQuery("select count(*) from task")) {
      assertThat(tables.next()).isTrue();
      assertThat(tables.getInt(1)).isZero();
      assertThat(folder.root().resolve("logs/initdb.log")).doesNotExist();
    }

    Files.writeString(place.resolve("programs"), "/other/programs\n");
    try (DataFolder other = DataFolder.open(temporary.resolve("other"))) {
      assertThat(PreparedDatabase.copyTo(other, other.root().resolve("postgresql"))).isFalse();
      assertThat(other.root().resolve("postgresql")).doesNotExist();
    }
  }
}
