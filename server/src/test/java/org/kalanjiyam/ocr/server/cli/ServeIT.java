package org.kalanjiyam.ocr.server.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.Chromium;
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
      assertThat(folder.resolve("data/logs/server.log"))
          .content()
          .as("a start with the beans that the build found")
          .contains("Starting AOT-processed");
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
  void aServerThatRunsOutOfMemoryInMidSentenceIsBackByItselfAndNothingIsLost() throws Exception {
    assumeTrue(Chromium.isThere(), "Skipped: no Chromium; ./kalanjiyam test installs it");
    try (var server = serve();
        var chromium = new Chromium()) {
      awaitHealth(server);
      String written = ready(api.upload("By hand", page(2)));
      Page page = chromium.browser().newPage();
      page.navigate(link(server));
      page.navigate("http://127.0.0.1:" + port + "/proofing/by-hand/1");
      assertThat(page.locator("#text")).isFocused();
      ProcessHandle dies = server.handle();
      String task = start(api.upload("Book", page(1)));
      page.keyboard().type("धर्मक्षेत्रे ");

      MemoryEater.feedOn(dies, folder);
      dies.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);

      page.keyboard().type("कुरु");
      page.keyboard().press("Control+s");
      assertThat(page.locator("#state")).hasText("No connection: kept on this device");
      page.keyboard().type("क्षेत्रे");
      await()
          .atMost(LONG)
          .until(() -> !server.handle().equals(dies) && server.said().contains("(status 3)"));
      awaitHealth(server);
      assertThat(page.locator("#state"))
          .hasText(Pattern.compile("Saved .*"), new HasTextOptions().setTimeout(LONG.toMillis()));
      assertThat(get(written + "/pages/1").path("text").asString())
          .isEqualTo("धर्मक्षेत्रे कुरुक्षेत्रे");
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

  /** The link that it prints, which signs in once. */
  private static String link(Program server) {
    return server
        .said()
        .lines()
        .flatMap(line -> Stream.of(line.split(" ")))
        .filter(word -> word.contains("?token="))
        .findFirst()
        .orElseThrow();
  }

  private String ready(JsonNode project) {
    String path = "/api/v1/projects/" + project.path("slug").asString();
    await().atMost(LONG).until(() -> get(path).path("status").asString().equals("READY"));
    return path;
  }

  private String start(JsonNode project) throws Exception {
    String path = ready(project);
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
