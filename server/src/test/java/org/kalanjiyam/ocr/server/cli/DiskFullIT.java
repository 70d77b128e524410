package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.platform.Ports;
import tools.jackson.databind.JsonNode;

/**
 * The data folder on a small disk of its own, which fills to the last byte while a book is read:
 * database, broker and server all find no room. Needs to be allowed to mount; skipped elsewhere.
 */
class DiskFullIT {
  private static final Duration LONG = Duration.ofSeconds(120);
  private static final String TOKEN = "a-token-for-this-test-0123456789";
  private static final int PAGES = 40;
  private static final int ENOUGH_TO_BEGIN = 3;

  @TempDir Path folder;
  private final int port = Ports.free();
  private final ServerApi api = new ServerApi(URI.create("http://127.0.0.1:" + port), TOKEN);

  @Test
  void nothingIsLostWhenThereIsNoRoomAndItGoesOnWhenThereIs() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=600m", "tmpfs", disk.toString()));
    try (var server = serve(disk)) {
      awaitHealth(server);
      String project = imported(api.upload("A book", book()));
      String task = start(project);
      await().atMost(LONG).until(() -> get(task).path("done").asInt() >= ENOUGH_TO_BEGIN);

      Path filler = disk.resolve("filler");
      fill(filler);
      assertThatThrownBy(() -> api.upload("Another", book()))
          .isInstanceOfSatisfying(
              ServerApi.Refusal.class,
              refusal -> {
                assertThat(refusal.status()).isIn(503, 507);
                assertThat(refusal).message().containsAnyOf("disk is full", "Nothing is lost");
              });
      await().atMost(LONG).until(() -> !"UP".equals(health()));
      Thread.sleep(Duration.ofSeconds(8));
      Files.delete(filler);

      awaitHealth(server);
      await()
          .atMost(LONG)
          .ignoreExceptionsInstanceOf(IOException.class)
          .untilAsserted(
              () ->
                  assertThat(get(task).path("status").asString())
                      .as("%s%n%s", get(task), server.said())
                      .isEqualTo("SUCCESS"));
      assertThat(get(task).path("done").asInt()).isEqualTo(PAGES);
      for (int page = 1; page <= PAGES; page++) {
        assertThat(get(project + "/pages/" + page).path("text").asString()).startsWith("Page");
      }
      imported(api.upload("Another", book()));
      server.terminate();
      server.status();
    } finally {
      run("umount", "-l", disk.toString());
    }
  }

  private Program serve(Path disk) throws IOException {
    return Program.start(
        folder,
        Map.of("KALANJIYAM_ADMIN_TOKEN", TOKEN, "KALANJIYAM_UNCLAIMED_LIMIT", "20s"),
        "serve",
        "--port",
        port,
        "--broker-port",
        Ports.free(),
        "--data-dir",
        disk.resolve("data"),
        "--workers",
        "1");
  }

  /** Takes the last byte. */
  private static void fill(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int size = 1 << 20; size > 0; size /= 2) {
        try {
          while (true) {
            out.write(new byte[size]);
          }
        } catch (IOException full) {
          // so much does not fit any more; less may
        }
      }
    }
  }

  private Path book() throws IOException {
    Path zip = folder.resolve("book.zip");
    try (var out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (int page = 1; page <= PAGES; page++) {
        Path image = DrawnPage.write(folder.resolve("page.png"), "Page number " + page);
        out.putNextEntry(new ZipEntry("%02d.png".formatted(page)));
        out.write(Files.readAllBytes(image));
        out.closeEntry();
      }
    }
    return zip;
  }

  private String imported(JsonNode project) {
    String path = "/api/v1/projects/" + project.path("slug").asString();
    await().atMost(LONG).until(() -> get(path).path("status").asString().equals("READY"));
    return path;
  }

  private String start(String project) throws Exception {
    JsonNode task = api.post(project + "/ocr", Map.of("engine", "tesseract", "language", "eng"));
    return "/api/v1/tasks/" + task.path("task_id").asString();
  }

  private JsonNode get(String path) throws Exception {
    return api.get(path);
  }

  private String health() throws InterruptedException {
    try {
      return api.get("/actuator/health").path("status").asString();
    } catch (IOException e) {
      return "503";
    }
  }

  private void awaitHealth(Program server) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> {
              assertThat(server.isAlive()).as(server.said()).isTrue();
              assertThat(health()).as(server.said()).isEqualTo("UP");
            });
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
