package org.kalanjiyam.ocr.server.cli;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.kalanjiyam.ocr.server.tracking.RedisProcess;

/**
 * The layout of {@code docs/large-site.md}, each host a network namespace as {@code
 * bench/large-site/site} makes them: nothing is embedded, an operator starts every part again.
 */
final class LargeSite extends SiteUnderFire {
  private final Path folder;
  private final Path site;
  private final Properties places = new Properties();
  private final Part database;
  private final RedisProcess redis;
  private final Part broker;
  private final Part proxy;
  private final Server one;
  private final Server other;
  private final Part workers;

  LargeSite(Path folder) throws Exception {
    this.folder = folder;
    // Where PostgreSQL's user can come too.
    this.site = Path.of("/var/tmp/kalanjiyam-chaos-" + ProcessHandle.current().pid());
    script("down").status();
    Program up = script("up");
    if (up.status() != 0) {
      throw new IOException("The site could not be made:\n" + up.said());
    }
    Program asked = script("env");
    asked.status();
    places.load(new StringReader(asked.said()));
    database = new Part(() -> script("run", "db"));
    redis = new RedisProcess(command("run", "redis"), environment(), places.getProperty("REDIS"));
    broker = new Part(() -> script("run", "broker"));
    proxy = new Part(() -> script("run", "proxy"));
    Awaitility.await().atMost(LONG).until(() -> broker.said().contains("Server is now active"));
    one = server("ONE", "one");
    one.awaitHealth();
    other = server("TWO", "two");
    workers = new Part(() -> script("run", "workers"));
    other.awaitHealth();
    Program walls = script("walls");
    if (walls.status() != 0) {
      throw new AssertionError("Workers reach what they should not:\n" + walls.said());
    }
  }

  private Server server(String address, String part) throws IOException {
    return new Server(
        URI.create(places.getProperty(address)), secret("admin"), () -> script("run", part));
  }

  private Program script(String... words) throws IOException {
    return Program.run(folder, environment(), command(words));
  }

  private static List<String> command(String... words) {
    Path script = Path.of("../bench/large-site/site").toAbsolutePath().normalize();
    return Stream.concat(Stream.of(script.toString()), Arrays.stream(words)).toList();
  }

  private Map<String, String> environment() {
    return Map.of("KALANJIYAM_SITE", site.toString(), "KALANJIYAM_UNCLAIMED_LIMIT", "20s");
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
    return workers;
  }

  @Override
  void killBroker() throws InterruptedException {
    broker.kill();
  }

  @Override
  Optional<ProcessHandle> database() {
    return Optional.of(database.process()).filter(ProcessHandle::isAlive);
  }

  @Override
  void startWhatIsDown() throws IOException {
    for (Part part : new Part[] {database, broker, proxy, one, other, workers}) {
      if (part != null && !part.isAlive()) {
        part.start();
      }
    }
  }

  @Override
  String jdbcUrl() {
    return places.getProperty("DATABASE");
  }

  @Override
  String brokerUrl() {
    return places.getProperty("BROKER");
  }

  @Override
  String secret(String name) throws IOException {
    return Files.readString(site.resolve("secrets").resolve(name)).strip();
  }

  @Override
  Path books() {
    return site.resolve("shared");
  }

  @Override
  void stop() throws Exception {
    for (Part part : List.of(workers, one, other, proxy, broker, database)) {
      part.stop();
    }
  }

  @Override
  public void close() throws Exception {
    try {
      super.close();
    } finally {
      script("down").status();
    }
  }
}
