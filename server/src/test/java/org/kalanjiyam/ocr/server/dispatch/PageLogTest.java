package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.ConnectionFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.JsonLog;
import org.kalanjiyam.ocr.server.NoSecretInLogs;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;

/**
 * A log as JSON can be followed page by page: hand-out, claim, outcome, return and end; and nobody
 * who reads it could fetch a page or report one.
 */
class PageLogTest extends ServerFixture {
  private static final String WORKER = "reader-1";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @RegisterExtension final NoSecretInLogs logs = new NoSecretInLogs();
  @Autowired Projects projects;
  @Autowired TaskStart start;
  @Autowired Workers workers;
  @Autowired Dispatcher dispatcher;
  @Autowired SignedAddresses addresses;
  @Autowired ConnectionFactory connections;

  private final HttpClient http = HttpClient.newHttpClient();
  private JsonLog log;
  private Task task;

  @BeforeEach
  void aTaskThatIsHandedOut() throws Exception {
    Path images = Files.createDirectories(TestSite.dataFolder().resolve("pages/none"));
    Files.writeString(images.resolve("1"), "an image");
    Files.deleteIfExists(images.resolve("2"));
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    log = new JsonLog("ecs", "org.kalanjiyam");
    announce(false);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    task = ((Started) start.start(books.book("leaflet", 2, meena), request, meena)).task();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              dispatcher.fill();
              assertThat(ticket(2)).isPositive();
            });
  }

  @AfterEach
  void stop() {
    announce(true);
    log.close();
    http.close();
  }

  @Test
  void whatHappensToAPageIsSaidWithItsTaskAndNumber() throws Exception {
    long first = ticket(1);
    String claim = get(1, first).headers().firstValue(WorkQueues.CLAIM_HEADER).orElseThrow();
    logs.mustNotSay(claim);
    get(1, first + 1000);
    get(2, ticket(2));
    send(1, first, claim, new Outcome.Interrupted("stopping", "The worker had to stop."));
    await().atMost(PATIENCE).until(() -> said(1).contains("Page 1 goes back: given-back"));
    send(2, ticket(2), null, new Outcome.Rejected("empty", "There is nothing on it."));
    send(1, first, claim, new Outcome.Interrupted("stopping", "The worker had to stop."));
    await()
        .atMost(PATIENCE)
        .until(() -> said(1).contains("Nobody waits for this outcome of page 1; it is ignored"));

    assertThat(said(1))
        .contains(
            "Page 1 sent to stand-in, attempt 1",
            "Worker reader-1 begins page 1",
            "Nobody waits for worker reader-1 to read page 1",
            "Outcome of page 1 applied",
            "Page 1 goes back: given-back");
    assertThat(said(2))
        .contains("Page 2 sent to stand-in, attempt 1", "Worker reader-1 begins page 2")
        .anyMatch(line -> line.startsWith("The image ") && line.contains("is not there"))
        .anyMatch(line -> line.startsWith("The outcome of page 2 is of somebody"));
    assertThat(said(1)).noneMatch(line -> line.contains("age 2"));
    assertThat(said(2)).noneMatch(line -> line.contains("age 1"));
  }

  private List<String> said(int page) {
    return log.ofTask(task.id()).stream()
        .filter(line -> line.path("page").asString("").equals("" + page))
        .map(line -> line.path("message").asString())
        .toList();
  }

  private HttpResponse<String> get(int page, long ticket) throws Exception {
    URI address = addresses.ofPage(task.id(), page, ticket);
    logs.mustNotSay(address.getQuery().replaceFirst(".*signature=", ""));
    return http.send(
        HttpRequest.newBuilder(address).header("X-Kalanjiyam-Worker", WORKER).build(),
        BodyHandlers.ofString());
  }

  private void send(int page, long ticket, String claim, Outcome outcome) {
    var body =
        new PageOutcome(WorkCodec.VERSION, task.id(), page, ticket, "hash", WORKER, 10, outcome)
            .claimedBy(claim);
    new JmsTemplate(connections)
        .send(
            WorkQueues.OUTCOMES,
            session -> {
              var message = session.createTextMessage(WorkCodec.write(body));
              message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
              return message;
            });
  }

  private long ticket(int page) {
    return jdbc.sql(
            "select coalesce(ticket, 0) from task_page where task_id = :task and page = :page")
        .param("task", task.id())
        .param("page", page)
        .query(Long.class)
        .single();
  }

  private void announce(boolean leaving) {
    workers.hear(Announcements.of(WORKER, 1, leaving));
  }
}
