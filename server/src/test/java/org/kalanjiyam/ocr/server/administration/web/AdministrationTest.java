package org.kalanjiyam.ocr.server.administration.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.ocr.BulkAction;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange.Wish;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.Days;
import org.kalanjiyam.ocr.server.task.DispatchQueue;
import org.kalanjiyam.ocr.server.task.DispatchQueue.Turn;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory.Filter;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an administrator sees and does: queues, many tasks at once, the audit log. */
@Timeout(60)
class AdministrationTest extends ServerFixture {
  private static final String QUEUE = "/api/v1/queues/" + StandInProvider.NAME;

  @Autowired Projects projects;
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired DispatchQueue queue;
  @Autowired BulkTaskChange bulk;
  @Autowired Audit audit;
  @Autowired TransactionTemplate transaction;

  final HttpClient client = HttpClient.newHttpClient();
  Books books;
  Person meena;
  Person kannan;

  @BeforeEach
  void people() throws Exception {
    books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    kannan = books.person("kannan", Role.EDITOR);
    post(QUEUE + "/resume", "");
  }

  @AfterEach
  void theQueueIsOpenForOtherTests() throws Exception {
    post(QUEUE + "/resume", "");
  }

  @Test
  void aPausedQueueTakesBackWhatNobodyBeganAndHandsNothingOutUntilItIsResumed() throws Exception {
    Task task = start("kural", meena);
    List<Handout> out = handOut(task, 2);
    flow.claim(task.id(), out.get(0).page(), out.get(0).ticket(), "w");

    JsonNode paused = json(post(QUEUE + "/pause", ""), 200);

    assertThat(paused.path("state").asString()).isEqualTo("PAUSED");
    assertThat(paused.path("waiting").asInt()).as("one came back").isEqualTo(2);
    assertThat(turns()).isEmpty();
    assertThat(post(QUEUE + "/pause", "").statusCode()).isEqualTo(409);
    assertThat(json(get("/api/v1/tasks/" + task.id()), 200).path("queue").asString())
        .isEqualTo("paused");
    assertThat(get("/tasks/" + task.id()).body()).contains("has paused this engine’s queue");
    assertThat(get("/tasks").body()).contains("the engine’s queue is paused");
    assertThat(jdbc.sql("select state from engine_queue").query(String.class).single())
        .as("what a restart finds")
        .isEqualTo("PAUSED");
    transaction.executeWithoutResult(
        status ->
            flow.done(
                flow.lockIfAwaited(task.id(), out.get(0).page(), out.get(0).ticket()).orElseThrow(),
                5,
                null));

    json(post(QUEUE + "/resume", ""), 200);

    assertThat(turns()).containsExactly(new Turn(task.id(), 2));
    assertThat(json(get("/api/v1/audit?action=queue."), 200))
        .extracting(entry -> entry.path("action").asString())
        .contains("queue.pause", "queue.resume");
    assertThat(post("/api/v1/queues/nobody/pause", "").statusCode()).isEqualTo(404);
  }

  @Test
  void aDrainedQueueLetsRunsGoOnAndTakesNoNewOne() throws Exception {
    Task task = start("kural", meena);
    json(post(QUEUE + "/drain", ""), 200);

    StartResult refused =
        start.start(
            books.book("second", 1, meena),
            StartRequest.unedited(StandInProvider.NAME, "eng"),
            meena);

    assertThat(refused).isInstanceOf(StartResult.UnknownEngine.class);
    assertThat(refused.toString()).contains("takes no new task");
    assertThat(turns()).containsExactly(new Turn(task.id(), 3));
  }

  @Test
  void manyTasksAreChangedAtOnceEachByWhoeverMay() throws Exception {
    Task hers = start("hers", meena);
    Task his = start("his", kannan);

    assertThat(bulk.change(wish(BulkAction.PAUSE), kannan).changed()).isEqualTo(1);
    assertThat(status(his)).isEqualTo(TaskStatus.PAUSED);
    assertThat(status(hers)).isEqualTo(TaskStatus.PENDING);

    JsonNode all = json(post("/api/v1/tasks/bulk", "{\"action\":\"cancel\"}"), 200);

    assertThat(all.path("changed").asInt()).isEqualTo(2);
    assertThat(List.of(status(his), status(hers))).containsOnly(TaskStatus.REVOKED);
    assertThat(post("/api/v1/tasks/bulk", "{\"action\":\"burn\"}").statusCode()).isEqualTo(400);
    String found = get("/admin/audit?action=task.cancel&q=hers").body();
    assertThat(found).contains("hers").doesNotContain(">his<");
  }

  @Test
  void peopleReadTitlesNotSlugs() throws Exception {
    start("kural", meena);
    jdbc.sql("update project set title = 'Kural <b>& more</b>' where slug = 'kural'").update();
    transaction.executeWithoutResult(
        status -> {
          audit.record(meena, "page.move", null, "kural", "1 to 2");
          audit.record(meena, "person.change", null, "kural", "a person of that name");
        });

    String title = "Kural &lt;b&gt;&amp; more&lt;/b&gt;</a>";
    assertThat(get("/tasks").body()).contains(title).doesNotContain(">kural</a>", "<b>&");
    assertThat(get("/admin/audit?action=task.start").body()).contains(title);
    assertThat(get("/admin/audit?action=page.move").body())
        .contains("href=\"/proofing/kural\">" + title);
    assertThat(get("/admin/audit?action=person.change").body()).contains(">kural</span>");

    jdbc.sql("update task set project_id = null").update();
    assertThat(get("/tasks").body()).as("of a book that is gone").contains(">kural</a>");
  }

  @Test
  void pagesThatFailedAreTriedAgainInAnotherLanguage() throws Exception {
    Task task = start("kural", meena);
    for (Handout page : handOut(task, 3)) {
      flow.claim(task.id(), page.page(), page.ticket(), "w-1");
      transaction.executeWithoutResult(
          status ->
              flow.failed(
                  flow.lockIfAwaited(task.id(), page.page(), page.ticket()).orElseThrow(),
                  5L,
                  "unreadable-image",
                  "It is damaged."));
    }
    assertThat(status(task)).isEqualTo(TaskStatus.FAILURE);
    String unknown = "{\"engine\":\"nobody\"}";
    assertThat(post("/api/v1/tasks/" + task.id() + "/retry", unknown).statusCode()).isEqualTo(400);

    String body = "{\"action\":\"retry\",\"language\":\"san\",\"filter\":{\"project\":\"kural\"}}";
    assertThat(json(post("/api/v1/tasks/bulk", body), 200).path("changed").asInt()).isEqualTo(1);

    Task again = tasks.active(null, 10).getFirst();
    assertThat(again.language()).isEqualTo("san");
    assertThat(again.retryOf()).isEqualTo(task.id());
    assertThat(again.counts().total()).isEqualTo(3);
    assertThat(
            json(post("/api/v1/tasks/bulk", body), 200)
                .path("reasons")
                .get(0)
                .path("reason")
                .asString())
        .as("an older run is left alone")
        .contains("newer run");
  }

  @Test
  void theSiteIsSeenOnOnePage() throws Exception {
    start("kural", meena);
    String page = get("/admin").body();
    assertThat(page).contains("Stand-in", "Database", "Redis", "free");
    JsonNode site = json(get("/api/v1/admin"), 200);
    assertThat(site.path("health"))
        .extracting(part -> part.path("name").asString() + " " + part.path("status").asString())
        .contains("db UP", "broker UP");
    assertThat(site.path("disks").get(0).path("free_bytes").asLong()).isPositive();
    JsonNode check = json(post("/api/v1/engines/" + StandInProvider.NAME + "/check", ""), 200);
    assertThat(check.path("ready").asBoolean()).isTrue();
  }

  @Test
  void aTestMailGoesToTheCallersAddressOrTellsWhyNot() throws Exception {
    assertThat(post("/api/v1/admin/mail-test", "").body()).contains("No address");
    jdbc.sql("update person set email = 'admin@example.org' where role = 'ADMIN'").update();
    assertThat(post("/api/v1/admin/mail-test", "").statusCode()).as("no server").isEqualTo(502);
    var mail = new GreenMail(new ServerSetup(TestSite.mailPort(), "127.0.0.1", "smtp"));
    mail.start();
    try {
      json(post("/api/v1/admin/mail-test", ""), 200);
      assertThat(mail.getReceivedMessages()).hasSize(1);
    } finally {
      mail.stop();
    }
  }

  private Wish wish(BulkAction action) {
    return new Wish(
        action, new Filter(null, null, null, null, null, Days.ALL, null, null), null, null);
  }

  private TaskStatus status(Task task) {
    return tasks.find(task.id()).orElseThrow().status();
  }

  private Task start(String slug, Person by) {
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    return ((Started) start.start(books.book(slug, 3, by), request, by)).task();
  }

  private List<Handout> handOut(Task task, int pages) {
    return Objects.requireNonNull(
        transaction.execute(status -> flow.handOut(List.of(new Turn(task.id(), pages)))));
  }

  private List<Turn> turns() {
    return Objects.requireNonNull(
        transaction.execute(
            status -> queue.next(StandInProvider.NAME, queue.out(StandInProvider.NAME), 10)));
  }

  private static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder().GET(), path);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(
        HttpRequest.newBuilder()
            .POST(BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"),
        path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String path) throws Exception {
    return client.send(
        request
            .uri(URI.create(address() + path))
            .header("Authorization", "Bearer test-admin-token")
            .build(),
        BodyHandlers.ofString());
  }
}
