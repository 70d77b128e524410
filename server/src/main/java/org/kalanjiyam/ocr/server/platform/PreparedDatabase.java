package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.platform.BundledPostgres.Durability;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database with all tables and nothing in them, made by the build where {@code
 * kalanjiyam.prepared-database} says. A site that ends with its process takes a copy instead of
 * making its own; one that lasts does not, for it shall have a password and an identity of its own.
 */
public final class PreparedDatabase {
  private static final Logger log = LoggerFactory.getLogger(PreparedDatabase.class);

  private static final String PROPERTY = "kalanjiyam.prepared-database";
  private static final String FILES = "files";
  private static final String PASSWORD = "password";

  /** Which programs made it: others would not start with its files. */
  private static final String PROGRAMS = "programs";

  private PreparedDatabase() {}

  /** Makes it, if the property says where. */
  public static void make() throws IOException {
    Path place = place();
    if (place == null) {
      return;
    }
    FileTree.delete(place);
    try (TemporaryFolder temporary = TemporaryFolder.make();
        DataFolder folder = DataFolder.open(temporary.path())) {
      try (BundledPostgres postgres = BundledPostgres.start(folder, Durability.FAST)) {
        Flyway.configure()
            .dataSource(postgres.jdbcUrl(), postgres.user(), postgres.password())
            .load()
            .migrate();
        dropTemplates(postgres);
      }
      Path draft = place.resolveSibling(place.getFileName() + ".new");
      FileTree.delete(draft);
      DataFolder.makePrivate(draft);
      FileTree.copy(folder.root().resolve(BundledPostgres.NAME), draft.resolve(FILES));
      DataFolder.writePrivate(draft.resolve(PASSWORD), folder.secret(BundledPostgres.NAME) + "\n");
      DataFolder.writePrivate(draft.resolve(PROGRAMS), programs() + "\n");
      Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Nobody makes further databases there, and two thirds of the files are these. */
  private static void dropTemplates(BundledPostgres postgres) {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute("update pg_database set datistemplate = false");
      statement.execute("drop database template0");
      statement.execute("drop database template1");
    } catch (SQLException e) {
      throw new StartRefused("The database's templates cannot be dropped: " + e.getMessage(), e);
    }
  }

  /**
   * Copies it with its password into a data folder.
   *
   * @param home where the database's files go
   * @return whether there is one for this machine's programs that may be read
   */
  static boolean copyTo(DataFolder folder, Path home) {
    Path place = place();
    try {
      if (place == null
          || !Files.isReadable(place.resolve(PROGRAMS))
          || !Files.readString(place.resolve(PROGRAMS)).strip().equals(programs())) {
        return false;
      }
      String password = Files.readString(place.resolve(PASSWORD));
      Path draft = home.resolveSibling(home.getFileName() + ".new");
      FileTree.delete(draft);
      FileTree.copy(place.resolve(FILES), draft);
      DataFolder.writePrivate(folder.folder("secrets").resolve(BundledPostgres.NAME), password);
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException e) {
      log.info("The prepared database is not used: {}", e.toString());
      return false;
    }
  }

  private static @Nullable Path place() {
    String place = System.getProperty(PROPERTY);
    return place == null ? null : Path.of(place);
  }

  /** The folder of the unpacked programs has their hash in its name. */
  private static String programs() {
    return PostgresPrograms.folder().toString();
  }
}
