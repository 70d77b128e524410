package org.kalanjiyam.ocr.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.platform.BundledPostgres;
import org.kalanjiyam.ocr.server.platform.BundledPostgres.Durability;
import org.kalanjiyam.ocr.server.platform.BundledRedis;
import org.kalanjiyam.ocr.server.platform.DataFolder;
import org.kalanjiyam.ocr.server.platform.FileTree;
import org.kalanjiyam.ocr.server.platform.Ports;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What runs beside the server in its tests: a real PostgreSQL and a real Redis on random ports, in
 * a temporary data folder, started once for all tests and ended with them.
 */
public final class TestSite
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final Running RUNNING = Running.start();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(properties()).applyTo(context);
  }

  /** The site's Redis, password included. */
  public static String redisUrl() {
    return RUNNING.redis().url();
  }

  /** The site's data folder. */
  public static Path dataFolder() {
    return RUNNING.folder().root();
  }

  /** The site's database as {@code DATABASE_URL} names it, by one of its host names. */
  public static String databaseUrl(String host) {
    BundledPostgres postgres = RUNNING.postgres();
    return "postgres://%s:%s@%s"
        .formatted(
            postgres.user(),
            postgres.password(),
            postgres.jdbcUrl().substring("jdbc:postgresql://".length()).replace("127.0.0.1", host));
  }

  /** URL of the embedded broker's acceptor, for workers. */
  public static String brokerUrl() {
    return "tcp://127.0.0.1:" + RUNNING.brokerPort();
  }

  /** Properties of a further server on the same database and broker, as a large site runs it. */
  public static Map<String, Object> furtherServer(String redisUrl) {
    Map<String, Object> properties = new HashMap<>(properties());
    properties.put("kalanjiyam.broker.embedded", "false");
    properties.put("spring.artemis.broker-url", brokerUrl());
    properties.put("kalanjiyam.redis-url", redisUrl);
    return properties;
  }

  /** What the site must tell nobody: passwords of its database, Redis and broker, and a token. */
  static List<String> secrets() {
    String redis = redisUrl().substring("redis://:".length(), redisUrl().indexOf('@'));
    return List.of(
        redis,
        RUNNING.postgres().password(),
        "for-the-server",
        "for-the-workers",
        "test-admin-token");
  }

  /** Where the site's SMTP server would be; tests of e-mail start one. */
  public static int mailPort() {
    return RUNNING.mailPort();
  }

  private static Map<String, String> properties() {
    return Map.ofEntries(
        Map.entry("server.port", "0"),
        Map.entry("spring.datasource.url", RUNNING.postgres().jdbcUrl()),
        Map.entry("spring.datasource.username", RUNNING.postgres().user()),
        Map.entry("spring.datasource.password", RUNNING.postgres().password()),
        Map.entry("spring.artemis.broker-url", "vm://0"),
        Map.entry("spring.artemis.user", "server"),
        Map.entry("spring.artemis.password", "for-the-server"),
        Map.entry("kalanjiyam.data-dir", RUNNING.folder().root().toString()),
        Map.entry("kalanjiyam.redis-url", redisUrl()),
        Map.entry("spring.mail.host", "127.0.0.1"),
        Map.entry("spring.mail.port", Integer.toString(RUNNING.mailPort())),
        Map.entry("kalanjiyam.notify.private-addresses", "true"),
        Map.entry("kalanjiyam.public-url", "https://books.example/"),
        Map.entry("kalanjiyam.admin-token", "test-admin-token"),
        Map.entry("kalanjiyam.broker.port", Integer.toString(RUNNING.brokerPort())),
        Map.entry("kalanjiyam.broker.server-password", "for-the-server"),
        Map.entry("kalanjiyam.broker.worker-password", "for-the-workers"));
  }

  private record Running(
      DataFolder folder,
      BundledPostgres postgres,
      BundledRedis redis,
      int brokerPort,
      int mailPort) {

    static Running start() {
      try {
        Path root = Files.createTempDirectory("kalanjiyam-test-");
        DataFolder folder = DataFolder.open(root);
        var running =
            new Running(
                folder,
                BundledPostgres.start(folder, Durability.FAST),
                BundledRedis.onOwnPort(folder),
                Ports.free(),
                Ports.free());
        Runtime.getRuntime().addShutdownHook(new Thread(running::end, "end-of-test-site"));
        return running;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void end() {
      redis.close();
      postgres.close();
      folder.close();
      try {
        FileTree.delete(folder.root());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
