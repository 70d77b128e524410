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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.server.tracking.RedisProcess;

/**
 * Two servers on one database, broker and Redis, with workers; each part can be killed. Like an
 * operator's systemd, {@link #startWhatIsDown} starts again what no part of the product does.
 */
abstract class SiteUnderFire implements AutoCloseable {
  static final Duration LONG = Duration.ofSeconds(150);
  private static final int TAIL = 3000;

  private final Set<ProcessHandle> seen = new HashSet<>();
  private final List<Program> programs = new ArrayList<>();

  /** How a part is started. */
  interface Start {
    Program start() throws IOException;
  }

  /** A process of the site that an operator starts. */
  class Part {
    private final Start how;
    private Program program;

    Part(Start how) throws IOException {
      this.how = how;
      start();
    }

    final void start() throws IOException {
      program = how.start();
      programs.add(program);
    }

    boolean isAlive() {
      return program.isAlive();
    }

    /** Kills the part's own process and nothing else. */
    void kill() throws InterruptedException {
      remember();
      program.kill();
    }

    void stop() throws InterruptedException {
      remember();
      program.terminate();
      program.status();
    }

    String said() {
      return program.said();
    }

    ProcessHandle process() {
      return program.handle();
    }

    List<ProcessHandle> workers() {
      return program.children().stream()
          .filter(child -> child.info().commandLine().orElse("").contains("worker.jar"))
          .toList();
    }
  }

  /** One of the two servers. */
  final class Server extends Part {
    private final ServerApi api;

    Server(URI address, String token, Start how) throws IOException {
      super(how);
      this.api = new ServerApi(address, token);
    }

    ServerApi api() {
      return api;
    }

    void awaitHealth() {
      await()
          .atMost(LONG)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () -> {
                startWhatIsDown();
                return "UP".equals(api.get("/actuator/health").path("status").asString());
              });
    }
  }

  abstract Server one();

  abstract Server other();

  abstract RedisProcess redis();

  /** What runs the workers, if it runs. */
  abstract Part boss();

  abstract void killBroker() throws InterruptedException;

  /** The database's first process, if it runs. */
  abstract Optional<ProcessHandle> database();

  abstract void startWhatIsDown() throws IOException;

  abstract String jdbcUrl() throws IOException;

  abstract String brokerUrl();

  abstract String secret(String name) throws IOException;

  /** The folder that holds {@code uploads}. */
  abstract Path books();

  /** Ends all that an operator ends, in good order. */
  abstract void stop() throws Exception;

  final Connection sql() throws SQLException {
    try {
      return DriverManager.getConnection(jdbcUrl(), "kalanjiyam", secret("database"));
    } catch (IOException e) {
      throw new SQLException(e);
    }
  }

  /** Notes who runs now, to know afterwards that nobody was left behind. */
  final void remember() {
    programs.forEach(program -> seen.addAll(program.children()));
    database().ifPresent(first -> first.descendants().forEach(seen::add));
    database().ifPresent(seen::add);
  }

  /** The last that each process said. */
  final String said() {
    return programs.stream()
        .map(Program::said)
        .map(text -> text.substring(Math.max(0, text.length() - TAIL)))
        .collect(Collectors.joining("\n---\n"));
  }

  void assertNothingIsLeft() throws IOException {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> seen.stream().noneMatch(ProcessHandle::isAlive));
    Path uploads = books().resolve("uploads");
    if (Files.isDirectory(uploads)) {
      try (var left = Files.list(uploads)) {
        assertThat(left).as("uploads that were taken in long ago").isEmpty();
      }
    }
  }

  @Override
  public void close() throws Exception {
    remember();
    for (Program program : programs) {
      program.close();
    }
    seen.forEach(ProcessHandle::destroyForcibly);
    redis().close();
  }
}
