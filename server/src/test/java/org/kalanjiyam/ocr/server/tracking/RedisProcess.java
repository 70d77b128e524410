package org.kalanjiyam.ocr.server.tracking;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.kalanjiyam.ocr.server.platform.Ports;
import org.kalanjiyam.ocr.server.platform.RedisPrograms;

/** A redis-server of a test's own, to be killed, stopped and started again. Keeps nothing. */
public final class RedisProcess implements AutoCloseable {
  private final List<String> command;
  private final Map<String, String> environment;
  private final RedisURI uri;
  private final String url;
  private Process process;

  /** On a port of its own. */
  public RedisProcess() throws IOException {
    this(Ports.free());
  }

  private RedisProcess(int port) throws IOException {
    this(
        List.of(
            RedisPrograms.server().toString(),
            "--port",
            "" + port,
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            System.getProperty("java.io.tmpdir")),
        Map.of(),
        "redis://localhost:" + port + "/0");
  }

  /** Whatever this command starts, as its own process. */
  public RedisProcess(List<String> command, Map<String, String> environment, String url)
      throws IOException {
    this.command = command;
    this.environment = environment;
    this.url = url;
    this.uri = RedisURI.create(url);
    start();
  }

  public void start() throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptionsInstanceOf(RedisException.class)
        .until(
            () -> {
              with(RedisCommands::ping);
              return true;
            });
  }

  public int port() {
    return uri.getPort();
  }

  public String url() {
    return url;
  }

  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  public void freeze() throws IOException, InterruptedException {
    signal("-STOP");
  }

  public void thaw() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor();
  }

  /** Talks to it directly. */
  public void with(Consumer<RedisCommands<String, String>> talk) {
    try (RedisClient client = RedisClient.create(uri)) {
      talk.accept(client.connect().sync());
    }
  }

  @Override
  public void close() throws Exception {
    thaw();
    kill();
  }
}
