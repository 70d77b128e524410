package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kalanjiyam.ocr.server.platform.ChildProcess.StopSignal;
import org.kalanjiyam.ocr.worker.Confinement;
import org.postgresql.util.PasswordUtil;

/**
 * A PostgreSQL of our own on the loopback, its files in the data folder's {@code postgresql}. It
 * asks for a password, and says a commit is done only when it is on the disk.
 */
public final class BundledPostgres implements AutoCloseable {
  static final String NAME = "postgresql";
  private static final String USER = "kalanjiyam";
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final boolean ON_LINUX = System.getProperty("os.name").equals("Linux");
  private static final String HASHED_ONCE = "SCRAM-SHA-256$1:";
  private static final int SALT_BYTES = 16;
  private static final Map<String, String> SAFE = Map.of("fsync", "on", "synchronous_commit", "on");

  private final ChildProcess process;
  private final int port;
  private final String password;

  private BundledPostgres(ChildProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /** How hard the database tries to keep what it was given. */
  public enum Durability {
    /** Survives power failures. */
    SAFE,
    /** For data that ends with the process anyway. */
    FAST
  }

  /** Starts the database, making its files the first time. */
  public static BundledPostgres start(DataFolder folder, Durability durability) {
    endOrphan(folder.root());
    Path programs = PostgresPrograms.folder();
    Path home = folder.root().resolve(NAME);
    boolean isThere =
        Files.isDirectory(home)
            || (durability == Durability.FAST && PreparedDatabase.copyTo(folder, home));
    String password = folder.secret(NAME);
    if (!isThere) {
      initialise(programs, home, folder, password, durability);
    }
    int port = folder.port(NAME, 0);
    var process =
        ChildProcess.start(NAME, command(programs, home, port, durability), folder, StopSignal.INT);
    var postgres = new BundledPostgres(process, port, password);
    Waiting.until(
        START_LIMIT,
        postgres::accepts,
        process,
        "PostgreSQL did not start; see " + folder.folder("logs").resolve(NAME + ".log"));
    postgres.settle(durability);
    return postgres;
  }

  /** JDBC address, without user and password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** Ends one that a killed server left behind in its data folder. */
  static void endOrphan(Path root) {
    ChildProcess.endOrphan(NAME, root, StopSignal.INT);
  }

  @Override
  public void close() {
    process.close();
  }

  /** Ends it as a crash would, for files that nobody starts with again. */
  void closeAtOnce() {
    process.close(StopSignal.QUIT);
  }

  /** Made beside its place, so that an interrupted start leaves nothing that looks whole. */
  private static void initialise(
      Path programs, Path home, DataFolder folder, String password, Durability durability) {
    Path passwordFile = folder.folder("run").resolve("postgresql.password");
    Path log = folder.folder("logs").resolve("initdb.log");
    Path draft = home.resolveSibling(NAME + ".new");
    try {
      FileTree.delete(draft);
      DataFolder.writePrivate(passwordFile, password + "\n");
      List<String> command = new ArrayList<>(asOrdinaryUser());
      command.addAll(
          List.of(
              programs.resolve("initdb").toString(),
              "--pgdata=" + draft,
              "--username=" + USER,
              "--pwfile=" + passwordFile,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--no-instructions"));
      if (durability == Durability.FAST) {
        command.add("--no-sync");
      } else if (ON_LINUX) {
        // A thousand files at once; one by one it takes longer than making them.
        command.add("--sync-method=syncfs");
      }
      int status =
          Confinement.ofEnvironment(Set.of())
              .confine(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start()
              .waitFor();
      Files.deleteIfExists(passwordFile);
      if (status != 0) {
        throw new StartRefused("The database could not be made; see " + log);
      }
      Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartRefused("Interrupted while the database was made", e);
    }
  }

  private static List<String> command(Path programs, Path home, int port, Durability durability) {
    List<String> command = new ArrayList<>(asOrdinaryUser());
    command.addAll(
        List.of(
            programs.resolve("postgres").toString(),
            "-D",
            home.toString(),
            "-p",
            Integer.toString(port)));
    settings(durability)
        .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
    return command;
  }

  private static Map<String, String> settings(Durability durability) {
    String safe = durability == Durability.SAFE ? "on" : "off";
    return Map.of(
        "fsync", safe,
        "synchronous_commit", safe,
        "full_page_writes", safe,
        "listen_addresses", "127.0.0.1",
        "unix_socket_directories", "",
        "timezone", "UTC",
        "max_connections", "60",
        "shared_buffers", "64MB");
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that. */
  private static List<String> asOrdinaryUser() {
    return Programs.asRoot()
        ? Programs.find("unshare")
            .map(unshare -> List.of(unshare.toString(), "-U"))
            .orElse(List.of())
        : List.of();
  }

  private boolean accepts() {
    if (!process.isAlive() || !Ports.answers(port)) {
      return false;
    }
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private void settle(Durability durability) {
    try (Connection connection = connect()) {
      if (durability == Durability.SAFE) {
        requireSafety(connection);
      }
      hashPasswordOnce(connection);
    } catch (SQLException e) {
      throw new StartRefused("The database does not answer: " + e.getMessage(), e);
    }
  }

  private static void requireSafety(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var setting : SAFE.entrySet()) {
        try (ResultSet shown = statement.executeQuery("show " + setting.getKey())) {
          if (!shown.next() || !setting.getValue().equals(shown.getString(1))) {
            throw new StartRefused(
                "The database would lose data: %s is not %s"
                    .formatted(setting.getKey(), setting.getValue()));
          }
        }
      }
    }
  }

  /**
   * What is hashed 4,096 times, to keep a person's password from being guessed, are 256 random bits
   * here: it only delayed each connection, and of a start the compiler spent a second on it.
   */
  private void hashPasswordOnce(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      try (ResultSet stored =
          statement.executeQuery(
              "select rolpassword from pg_authid where rolname = '%s'".formatted(USER))) {
        if (!stored.next() || stored.getString(1).startsWith(HASHED_ONCE)) {
          return;
        }
      }
      byte[] salt = new byte[SALT_BYTES];
      new SecureRandom().nextBytes(salt);
      String hashed = PasswordUtil.encodeScramSha256(password.toCharArray(), 1, salt);
      statement.execute("alter role %s password '%s'".formatted(USER, hashed));
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), USER, password);
  }
}
