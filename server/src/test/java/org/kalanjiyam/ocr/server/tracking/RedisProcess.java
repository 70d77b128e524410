package org.kalanjiyam.ocr.server.tracking;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.kalanjiyam.ocr.server.platform.FileTree;
import org.kalanjiyam.ocr.server.platform.Ports;
import org.kalanjiyam.ocr.server.platform.RedisPrograms;

/** A redis-server of a test's own, to be killed, stopped and started again. Keeps nothing. */
public final class RedisProcess implements AutoCloseable {
  private final int port = Ports.free();
  private final Path folder;
  private Process process;

  public RedisProcess() throws IOException {
    folder = Files.createTempDirectory("kalanjiyam-redis-");
    start();
  }

  public void start() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    RedisPrograms.server().toString(),
                    "--port",
                    "" + port,
                    "--bind",
                    "127.0.0.1",
                    "--save",
                    "",
                    "--dir",
                    folder.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> Ports.answers(port));
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://localhost:" + port + "/0";
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
    try (RedisClient client = RedisClient.create(RedisURI.create(url()))) {
      talk.accept(client.connect().sync());
    }
  }

  @Override
  public void close() throws Exception {
    thaw();
    kill();
    FileTree.delete(folder);
  }
}
