package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kalanjiyam.ocr.server.platform.Ports;
import org.kalanjiyam.ocr.server.tracking.RedisProcess;

/**
 * {@code serve} with everything in it, and a second server beside it on the first one's database
 * and broker. An operator starts servers and Redis again; all else is the first server's matter.
 */
final class OneMachine extends SiteUnderFire {
  private static final String TOKEN = "a-token-for-this-test-0123456789";

  private final RedisProcess redis = new RedisProcess();
  private final Path folder;
  private final Path engines;
  private final Path data;
  private final int brokerPort = Ports.free();
  private final Server one;
  private final Server other;

  OneMachine(Path folder, Path engines) throws Exception {
    this.folder = folder;
    this.engines = engines;
    data = Files.createDirectories(folder.resolve("one"));
    one = server(data, Map.of(), "--broker-port", brokerPort, "--workers", 2);
    one.awaitHealth();
    Map<String, String> elsewhere =
        Map.of(
            "DATABASE_URL",
            "postgres://kalanjiyam:%s@127.0.0.1:%s/postgres".formatted(secret("database"), port()),
            "BROKER_URL",
            "tcp://server:%s@127.0.0.1:%d".formatted(secret("broker-server"), brokerPort));
    Path others = Files.createDirectories(folder.resolve("other"));
    other = server(others, elsewhere, "--books-dir", data, "--workers", 0);
    other.awaitHealth();
  }

  private Server server(Path data, Map<String, String> further, Object... words)
      throws IOException {
    int port = Ports.free();
    Map<String, String> environment = new HashMap<>(further);
    environment.put("KALANJIYAM_ADMIN_TOKEN", TOKEN);
    environment.put("REDIS_URL", redis.url());
    environment.put("KALANJIYAM_ENGINES", engines.toString());
    environment.put("KALANJIYAM_UNCLAIMED_LIMIT", "20s");
    List<Object> all = new ArrayList<>(List.of("serve", "--port", port, "--data-dir", data));
    all.addAll(List.of(words));
    URI address = URI.create("http://127.0.0.1:" + port);
    return new Server(address, TOKEN, () -> Program.start(folder, environment, all.toArray()));
  }

  @Override
  Server one() {
    return one;
  }

  @Override
  Server other() {
    return other;
  }

  @Override
  RedisProcess redis() {
    return redis;
  }

  @Override
  Part boss() {
    return one;
  }

  @Override
  void killBroker() throws InterruptedException {
    one.kill();
  }

  @Override
  Optional<ProcessHandle> database() {
    try {
      String[] parts = Files.readString(data.resolve("run/postgresql.pid")).split(" ");
      return ProcessHandle.of(Long.parseLong(parts[0]));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  void startWhatIsDown() throws IOException {
    for (Server server : other == null ? List.of(one) : List.of(one, other)) {
      if (!server.isAlive()) {
        server.start();
      }
    }
  }

  @Override
  String jdbcUrl() throws IOException {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
  }

  @Override
  String brokerUrl() {
    return "tcp://127.0.0.1:" + brokerPort;
  }

  @Override
  String secret(String name) throws IOException {
    String file = name.equals("database") ? "postgresql" : name;
    return Files.readString(data.resolve("secrets").resolve(file)).strip();
  }

  private String port() throws IOException {
    return Files.readString(data.resolve("run/postgresql.port")).strip();
  }

  @Override
  Path books() {
    return data;
  }

  @Override
  void stop() throws Exception {
    one.stop();
    other.stop();
  }

  @Override
  void assertNothingIsLeft() throws IOException {
    super.assertNothingIsLeft();
    try (var files = Files.list(data.resolve("run"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".pid"));
    }
  }
}
