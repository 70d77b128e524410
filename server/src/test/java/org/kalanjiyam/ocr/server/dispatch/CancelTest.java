package org.kalanjiyam.ocr.server.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.kalanjiyam.ocr.worker.WorkerCommand;
import org.kalanjiyam.ocr.worker.WorkerSupervisor;
import org.springframework.beans.factory.annotation.Autowired;

/** Cancel by HTTP, all the way to real worker processes whose engine does as its page says. */
@Timeout(180)
class CancelTest extends ServerFixture {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Two seconds are promised where a core is to spare; a machine that runs tests is busy. */
  private static final Duration CANCEL = Duration.ofSeconds(6);

  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired Projects projects;
  @Autowired Workers announced;

  final HttpClient client = HttpClient.newHttpClient();
  final List<String> log = new CopyOnWriteArrayList<>();
  Person meena;
  Books books;
  WorkerSupervisor workers;

  @BeforeEach
  void aWorker() {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    var command =
        new WorkerCommand(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            List.of(),
            "scripted",
            TestSite.brokerUrl(),
            Map.of(
                "KALANJIYAM_BROKER_USER",
                "worker",
                "KALANJIYAM_BROKER_PASSWORD",
                "for-the-workers"));
    workers =
        new WorkerSupervisor(
            "scripted", 1, command::toProcess, WorkerSupervisor.Limits.USUAL, log::add);
    workers.start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(workers.ready()).as("%s", log).isEqualTo(1));
  }

  @AfterEach
  void end() {
    workers.close();
  }

  @Test
  void aPageInWorkIsGoneAtOnceThoughItsEngineIsDeaf() throws Exception {
    Task task = started("deaf", "delay=0", "hang", "hang");
    await().atMost(PATIENCE).until(() -> isReading(task));
    long pid = workers.pids().getFirst();

    assertThat(call("GET", "/api/v1/tasks/" + task.id()))
        .as("a server that is warm")
        .isEqualTo(200);

    long asked = System.nanoTime();
    cancel(task);
    Duration answered = Duration.ofNanos(System.nanoTime() - asked);
    await().atMost(CANCEL).until(() -> ProcessHandle.of(pid).isEmpty());
    Duration took = Duration.ofNanos(System.nanoTime() - asked);

    System.out.printf(
        "A deaf engine's page was gone %d ms after cancel, which was answered after %d ms%n",
        took.toMillis(), answered.toMillis());
    assertThat(took).isLessThan(CANCEL);
    Task ended = tasks.find(task.id()).orElseThrow();
    assertThat(ended.status()).isEqualTo(TaskStatus.REVOKED);
    assertThat(ended.counts())
        .as("what is done stays")
        .isEqualTo(new PageCounts(3, 0, 0, 1, 0, 0, 2));
    assertThat(call("GET", "/api/v1/projects/deaf/ocr")).as("the record is gone").isEqualTo(404);

    Task next = started("next", "delay=0", "delay=0");
    await().atMost(PATIENCE).until(() -> !tasks.find(next.id()).orElseThrow().active());
    assertThat(tasks.find(next.id()).orElseThrow().status()).isEqualTo(TaskStatus.SUCCESS);
    assertThat(tasks.find(task.id()).orElseThrow()).as("nothing comes late").isEqualTo(ended);
  }

  @Test
  void aPageOfAnEngineThatListensIsGoneAndItsWorkerStays() throws Exception {
    Task task = started("listens", "delay=600000", "delay=600000");
    await().atMost(PATIENCE).until(() -> isReading(task));
    long pid = workers.pids().getFirst();

    cancel(task);
    Task next = started("next", "delay=0");

    await().atMost(Duration.ofSeconds(5)).until(() -> !tasks.find(next.id()).get().active());
    assertThat(workers.pids()).containsExactly(pid);
  }

  /** A worker says that its engine has a page of the task. */
  private boolean isReading(Task task) {
    return announced.live("scripted").stream()
        .flatMap(worker -> worker.pages().stream())
        .anyMatch(page -> page.taskId().equals(task.id()));
  }

  private void cancel(Task task) throws Exception {
    assertThat(call("POST", "/api/v1/tasks/" + task.id() + "/cancel")).isEqualTo(202);
  }

  private int call(String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Authorization", "Bearer test-admin-token")
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** Starts a book whose pages have these scripts, one each. */
  private Task started(String slug, String... scripts) throws Exception {
    Project book = books.book(slug, scripts.length, meena);
    for (int page = 1; page <= scripts.length; page++) {
      byte[] image = ("page " + page + " kalanjiyam-script:" + scripts[page - 1]).getBytes(UTF_8);
      Path file = TestSite.dataFolder().resolve("pages").resolve(slug + "-" + page + ".png");
      Files.createDirectories(file.getParent());
      Files.write(file, image);
      jdbc.sql(
              """
              update page set image_file = :file, image_hash = :hash
              where project_id = :book and number = :page
              """)
          .param("file", file.getFileName().toString())
          .param(
              "hash", HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image)))
          .param("book", book.id())
          .param("page", page)
          .update();
    }
    return ((Started) start.start(book, StartRequest.unedited("scripted", "eng"), meena)).task();
  }
}
