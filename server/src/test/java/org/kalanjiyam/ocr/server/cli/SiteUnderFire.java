package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kalanjiyam.ocr.server.platform.Ports;
import org.kalanjiyam.ocr.server.tracking.RedisProcess;

/**
 * Two servers as a site runs them: the first with broker, database and workers, the second beside
 * it on the same of all three, one Redis. Each part can be killed; like an operator's systemd, this
 * starts servers and Redis again, all else is the first server's own matter.
 */
final class SiteUnderFire implements AutoCloseable {
  static final String TOKEN = "a-token-for-this-test-0123456789";
  private static final Duration LONG = Duration.ofSeconds(150);

  final RedisProcess redis = new RedisProcess();
  final Server one;
  final Server other;
  private final Path folder;
  private final int brokerPort = Ports.free();
  private final Set<ProcessHandle> seen = new HashSet<>();
  private final List<Program> programs = new ArrayList<>();

  SiteUnderFire(Path folder) throws Exception {
    this.folder = folder;
    Path data = Files.createDirectories(folder.resolve("one"));
    one =
        new Server(
            data,
            Map.of("REDIS_URL", redis.url(), "KALANJIYAM_UNCLAIMED_LIMIT", "20s"),
            List.of("--broker-port", brokerPort, "--workers", 2));
    one.start();
    one.awaitHealth();
    Path pages = data.resolve("pages");
    Path others = Files.createDirectories(folder.resolve("other"));
    Files.createSymbolicLink(others.resolve("pages"), Files.createDirectories(pages));
    Map<String, String> environment = new HashMap<>();
    environment.put("REDIS_URL", redis.url());
    environment.put("KALANJIYAM_UNCLAIMED_LIMIT", "20s");
    environment.put(
        "DATABASE_URL",
        "postgres://kalanjiyam:%s@127.0.0.1:%s/postgres".formatted(secret("postgresql"), port()));
    environment.put(
        "BROKER_URL",
        "tcp://server:%s@127.0.0.1:%d".formatted(secret("broker-server"), brokerPort));
    other = new Server(others, environment, List.of("--workers", 0));
    other.start();
    other.awaitHealth();
  }

  /** One of the two. */
  final class Server {
    final int port = Ports.free();
    final Path data;
    private final Map<String, String> environment;
    private final List<Object> words;
    private Program program;

    Server(Path data, Map<String, String> environment, List<?> words) {
      this.data = data;
      this.environment = new HashMap<>(environment);
      this.environment.put("KALANJIYAM_ADMIN_TOKEN", TOKEN);
      this.words = new ArrayList<>(List.of("serve", "--port", port, "--data-dir", data));
      this.words.addAll(words);
    }

    void start() throws IOException {
      program = Program.start(folder, environment, words.toArray());
      programs.add(program);
    }

    boolean isAlive() {
      return program.isAlive();
    }

    /** Kills the server's own process and nothing else. */
    void kill() throws InterruptedException {
      remember();
      program.kill();
    }

    void stop() throws InterruptedException {
      remember();
      program.terminate();
      program.status();
    }

    List<ProcessHandle> workers() {
      return program.children().stream()
          .filter(child -> child.info().commandLine().orElse("").contains("worker.jar"))
          .toList();
    }

    ServerApi api() {
      return new ServerApi(URI.create("http://127.0.0.1:" + port), TOKEN);
    }

    void awaitHealth() {
      await()
          .atMost(LONG)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () -> {
                if (!isAlive()) {
                  start();
                }
                return "UP".equals(api().get("/actuator/health").path("status").asString());
              });
    }

    String said() {
      return program.said();
    }
  }

  /** The database's first process. */
  Optional<ProcessHandle> database() {
    try {
      String[] parts = Files.readString(one.data.resolve("run/postgresql.pid")).split(" ");
      return ProcessHandle.of(Long.parseLong(parts[0]));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Starts again what an operator's machine would. */
  void startWhatIsDown() throws IOException {
    for (Server server : List.of(one, other)) {
      if (!server.isAlive()) {
        server.start();
      }
    }
  }

  Connection sql() throws SQLException {
    try {
      return DriverManager.getConnection(
          "jdbc:postgresql://127.0.0.1:" + port() + "/postgres",
          "kalanjiyam",
          secret("postgresql"));
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** Notes who runs now, to know afterwards that nobody was left behind. */
  void remember() {
    programs.forEach(program -> seen.addAll(program.children()));
    database().ifPresent(first -> first.descendants().forEach(seen::add));
    database().ifPresent(seen::add);
  }

  void assertNothingIsLeft() throws IOException {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> seen.stream().noneMatch(ProcessHandle::isAlive));
    try (var files = Files.list(one.data.resolve("run"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".pid"));
    }
    Path uploads = one.data.resolve("uploads");
    if (Files.isDirectory(uploads)) {
      try (var left = Files.list(uploads)) {
        assertThat(left).as("uploads that were taken in long ago").isEmpty();
      }
    }
  }

  String brokerUrl() {
    return "tcp://127.0.0.1:" + brokerPort;
  }

  String brokerPassword() throws IOException {
    return secret("broker-server");
  }

  private String secret(String name) throws IOException {
    return Files.readString(one.data.resolve("secrets").resolve(name)).strip();
  }

  private String port() throws IOException {
    return Files.readString(one.data.resolve("run/postgresql.port")).strip();
  }

  @Override
  public void close() throws Exception {
    remember();
    for (Program program : programs) {
      program.close();
    }
    seen.forEach(ProcessHandle::destroyForcibly);
    redis.close();
  }
}
