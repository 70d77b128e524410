package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.kalanjiyam.ocr.server.platform.ChildProcess.StopSignal;

/**
 * A Redis or Valkey of our own on the loopback, its append-only file in the data folder. It always
 * wants a password, which is in the data folder's {@code secrets/redis}: whoever may run commands
 * there may run Lua.
 */
public final class BundledRedis implements AutoCloseable {
  static final int USUAL_PORT = 6379;
  private static final String NAME = "redis";
  private static final Duration START_LIMIT = Duration.ofSeconds(20);

  private final ChildProcess process;
  private final String url;

  private BundledRedis(ChildProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * The address of a Redis on the usual port, started where there is none.
   *
   * @param notices told in words what was chosen
   */
  static RedisChoice usual(DataFolder folder, Consumer<String> notices) {
    endOrphan(folder.root());
    return switch (RedisProbe.ask(USUAL_PORT)) {
      case REDIS -> new RedisChoice.Site("redis://localhost:%d/0".formatted(USUAL_PORT));
      case NOBODY -> new RedisChoice.Own(on(folder, USUAL_PORT));
      case REDIS_WITH_PASSWORD -> {
        notices.accept(
            "The Redis on port %d wants a password: give it in REDIS_URL to use it. Until then a bundled one runs on another port."
                .formatted(USUAL_PORT));
        yield new RedisChoice.Own(onOwnPort(folder));
      }
      case SOMETHING_ELSE -> {
        notices.accept(
            "Port %d is taken by something that is not Redis; the bundled one runs on another port."
                .formatted(USUAL_PORT));
        yield new RedisChoice.Own(onOwnPort(folder));
      }
    };
  }

  /** Starts one on a port of its own. */
  public static BundledRedis onOwnPort(DataFolder folder) {
    endOrphan(folder.root());
    return on(folder, folder.port(NAME, 0));
  }

  /** Address with password. */
  public String url() {
    return url;
  }

  /** Ends one that a killed server left behind in its data folder. */
  static void endOrphan(Path root) {
    ChildProcess.endOrphan(NAME, root, StopSignal.TERM);
  }

  @Override
  public void close() {
    process.close();
  }

  /** What it keeps can be made again, so files that this version cannot read are put aside. */
  private static BundledRedis on(DataFolder folder, int port) {
    try {
      return startOn(folder, port);
    } catch (StartRefused e) {
      Path kept = folder.folder(NAME).resolve("appendonlydir");
      if (!Files.isDirectory(kept)) {
        throw e;
      }
      try {
        FileTree.delete(kept.resolveSibling("appendonlydir.unreadable"));
        Files.move(kept, kept.resolveSibling("appendonlydir.unreadable"));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      return startOn(folder, port);
    }
  }

  private static BundledRedis startOn(DataFolder folder, int port) {
    Path home = folder.folder(NAME);
    Path settings = home.resolve("redis.conf");
    String password = folder.secret(NAME);
    try {
      DataFolder.writePrivate(settings, settings(home, port, password));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var process =
        ChildProcess.start(
            NAME,
            List.of(RedisPrograms.server().toString(), settings.toString()),
            folder,
            StopSignal.TERM);
    Waiting.until(
        START_LIMIT, () -> Ports.answers(port), process, "Redis did not start on port " + port);
    return new BundledRedis(process, "redis://:%s@localhost:%d/0".formatted(password, port));
  }

  private static String settings(Path home, int port, String password) {
    return """
        bind 127.0.0.1
        port %d
        dir "%s"
        daemonize no
        appendonly yes
        appendfsync everysec
        save ""
        databases 16
        tcp-backlog 128
        requirepass %s
        """
        .formatted(port, home, password);
  }
}
