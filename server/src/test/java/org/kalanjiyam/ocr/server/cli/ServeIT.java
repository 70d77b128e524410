package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.platform.Ports;
import tools.jackson.databind.JsonNode;

class ServeIT {
  private static final Duration LONG = Duration.ofSeconds(150);
  private static final String TOKEN = "a-token-for-this-test-0123456789";
  private static final int PAGES = 6;

  @TempDir Path folder;
  private final int port = Ports.free();
  private final ServerApi api = new ServerApi(URI.create("http://127.0.0.1:" + port), TOKEN);

  @Test
  void aKilledServerGoesOnWhereItWasAndAStoppedOneLeavesNothing() throws Exception {
    List<ProcessHandle> children = new ArrayList<>();
    List<String> tasks = new ArrayList<>();
    try (var first = serve()) {
      awaitHealth(first);
      for (int i = 1; i <= PAGES; i++) {
        tasks.add(start(api.upload("Book " + i, page(i))));
      }
      children.addAll(first.children());
      assertThat(children).isNotEmpty();
      first.kill();
    }

    try (var second = serve()) {
      awaitHealth(second);
      for (String task : tasks) {
        await().atMost(LONG).until(() -> get(task).path("status").asString().equals("SUCCESS"));
        assertThat(get(task).path("done").asInt()).isOne();
      }
      children.addAll(second.children());

      second.terminate();

      second.status();
    }
    assertThat(children).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void aServerThatDiesByAccidentIsBackByItselfAndGoesOnWhereItWas() throws Exception {
    try (var server = serve()) {
      awaitHealth(server);
      ProcessHandle dies = server.handle();
      String task = start(api.upload("Book", page(1)));

      dies.destroyForcibly();
      dies.onExit().join();

      await()
          .atMost(LONG)
          .until(() -> !server.handle().equals(dies) && server.said().contains("again"));
      awaitHealth(server);
      await().atMost(LONG).until(() -> get(task).path("status").asString().equals("SUCCESS"));
      assertThat(get(task).path("done").asInt()).isOne();
    }
  }

  private Program serve() throws IOException {
    return Program.start(
        folder,
        Map.of(
            "KALANJIYAM_ADMIN_TOKEN", TOKEN,
            "KALANJIYAM_PORT", "1",
            "REDIS_URL", "redis://127.0.0.1:1/0"),
        "serve",
        "--port",
        port,
        "--broker-port",
        Ports.free(),
        "--data-dir",
        folder.resolve("data"),
        "--workers",
        "1");
  }

  private Path page(int number) throws IOException {
    return DrawnPage.write(folder.resolve(number + ".png"), "Page number " + number);
  }

  private String start(JsonNode project) throws Exception {
    String path = "/api/v1/projects/" + project.path("slug").asString();
    await().atMost(LONG).until(() -> get(path).path("status").asString().equals("READY"));
    JsonNode task = api.post(path + "/ocr", Map.of("engine", "tesseract", "language", "eng"));
    return "/api/v1/tasks/" + task.path("task_id").asString();
  }

  private JsonNode get(String path) throws Exception {
    return api.get(path);
  }

  private void awaitHealth(Program server) {
    await()
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              assertThat(server.isAlive()).as(server.said()).isTrue();
              return get("/actuator/health").path("status").asString().equals("UP");
            });
  }
}
