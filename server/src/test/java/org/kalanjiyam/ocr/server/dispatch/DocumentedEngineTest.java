package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.scripted.EngineJar;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.worker.WorkerCommand;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** The engine in {@code docs/engines.md}, built from that page's own text. */
class DocumentedEngineTest extends ServerFixture {
  private static final Pattern SOURCE =
      Pattern.compile("```java\n(package example;.*?)```", Pattern.DOTALL);

  @TempDir Path folder;
  @Autowired Workers workers;
  @Autowired Projects projects;
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired Dispatcher dispatcher;

  @Value("${kalanjiyam.books-dir}")
  Path books;

  @Test
  void aJarMadeFromTheManualRecognisesABook() throws Exception {
    Matcher manual = SOURCE.matcher(Files.readString(Path.of("../docs/engines.md")));
    assertThat(manual.find()).isTrue();
    EngineJar.make(
        manual.group(1),
        "example.SizeEngine",
        OcrEngineProvider.class.getName(),
        folder.resolve("size.jar"));
    Map<String, String> environment = new HashMap<>();
    environment.put(InstalledEngines.FOLDER, folder.toString());

    var described =
        new Engines(workers, InstalledEngines.of(environment), name -> Optional.empty()).all();
    assertThat(described)
        .anyMatch(engine -> engine.title().equals("Size of the page") && engine.available());

    environment.put("KALANJIYAM_BROKER_PASSWORD", "for-the-workers");
    Process worker =
        new WorkerCommand(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                List.of(),
                "size",
                TestSite.brokerUrl(),
                environment)
            .toProcess()
            .start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> !workers.live("size").isEmpty());
      var meena = new Books(jdbc, projects).person("meena", Role.EDITOR);
      Project book = new Books(jdbc, projects).book("kural", 3, meena);
      drawPages(3);
      Task task = ((Started) start.start(book, StartRequest.unedited("size", "eng"), meena)).task();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                dispatcher.nudge();
                return !tasks.find(task.id()).orElseThrow().active();
              });
      assertThat(tasks.find(task.id()).orElseThrow().status()).isEqualTo(TaskStatus.SUCCESS);
      assertThat(jdbc.sql("select text from revision order by page_id").query(String.class).list())
          .containsExactly("101 by 50\n", "102 by 50\n", "103 by 50\n");
    } finally {
      worker.destroyForcibly();
      worker.waitFor();
    }
  }

  private void drawPages(int count) throws Exception {
    for (int page = 1; page <= count; page++) {
      byte[] image = image(100 + page);
      Path file = books.resolve("pages/none/" + page);
      Files.createDirectories(file.getParent());
      Files.write(file, image);
      jdbc.sql("update page set image_hash = :hash where number = :page")
          .param(
              "hash", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image)))
          .param("page", page)
          .update();
    }
  }

  private static byte[] image(int width) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, 50, BufferedImage.TYPE_BYTE_GRAY), "png", out);
    return out.toByteArray();
  }
}
