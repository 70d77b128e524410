package org.kalanjiyam.ocr.server.ocr.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.ocr.web.EventStream.Event;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.DispatchQueue;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** The events of a task as a program reads them over HTTP. */
@Timeout(60)
class TaskEventsTest extends ServerFixture {
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired Projects projects;
  @Autowired ApiTokens tokens;
  @Autowired TransactionTemplate transaction;

  final HttpClient client = HttpClient.newHttpClient();
  Person meena;
  Task task;

  @BeforeEach
  void startTask() {
    Books books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    Project book = books.book("kural", 2, meena);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    task = ((Started) start.start(book, request, meena)).task();
  }

  @Test
  void theStateComesAtOnceThenEachPageThenTheEndAndTheStreamCloses() throws Exception {
    try (EventStream events = open(null)) {
      Event first = events.next();
      assertThat(first.name()).isEqualTo("progress");
      assertThat(first.body().get("status")).isEqualTo("PENDING");

      readPages(2);
      List<Event> rest = events.rest();

      assertThat(rest)
          .filteredOn(event -> event.name().equals("page"))
          .extracting(event -> String.valueOf(event.body().get("page")))
          .containsExactly("1", "2");
      assertThat(rest.getLast().name()).isEqualTo("end");
      assertThat(rest.getLast().body().get("status")).isEqualTo("SUCCESS");
      assertThat(rest).extracting(Event::id).isSorted();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update person set disabled_at = now() where name = 'ravi'",
        "update api_token set revoked_at = now()",
        "update project set open = false",
      })
  void whoMayHearItNoLongerHearsNoMore(String loss) throws Exception {
    Person ravi = new Books(jdbc, projects).person("ravi", Role.READER);
    var end = clock.instant().plus(Duration.ofDays(1));
    String token = tokens.make(ravi, "t", Role.READER, end).secret().value();
    try (EventStream events = EventStream.open(address(), task.id(), null, token)) {
      assertThat(events.next().name()).isEqualTo("progress");
      clock.advance(Duration.ofSeconds(15));
      readPages(1);
      Event news = events.next();
      // On a busy machine the page's beginning is told by itself.
      Event page = news.name().equals("progress") ? events.next() : news;
      assertThat(page.name()).isEqualTo("page");
      assertThat(events.next().name()).isEqualTo("progress");

      jdbc.sql(loss).update();
      clock.advance(Duration.ofSeconds(15));
      readPages(1);

      assertThat(events.rest()).isEmpty();
    } catch (IOException closed) {
      // as good an end
    }
  }

  @Test
  void aPersonHasSoManyStreamsAndTheirPlacesComeBackWhenTheyEnd() throws Exception {
    Person ravi = new Books(jdbc, projects).person("ravi", Role.READER);
    var end = clock.instant().plus(Duration.ofDays(1));
    List<String> all = new ArrayList<>();
    for (int n = 0; n < 3; n++) {
      all.add(tokens.make(ravi, "t" + n, Role.READER, end).secret().value());
    }
    List<InputStream> open = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      HttpResponse<InputStream> answer = stream(all.get(n % 2));
      assertThat(answer.statusCode()).isEqualTo(200);
      open.add(answer.body());
    }
    assertThat(stream(all.get(0)).statusCode()).isEqualTo(429);

    tasks.cancel(task.id(), meena);
    for (InputStream one : open) {
      assertThat(new String(one.readAllBytes(), UTF_8)).contains("event: end");
    }
    // The last bytes are there a moment before the request is over.
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> stream(all.get(2)).statusCode() == 200);
  }

  private HttpResponse<InputStream> stream(String token) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(address() + "/api/v1/tasks/" + task.id() + "/events"))
            .header("Authorization", "Bearer " + token);
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  @Test
  void lastEventIdBringsThePagesThatEndedMeanwhile() throws Exception {
    readPages(1);
    try (EventStream events = open("" + task.version())) {
      Event first = events.next();
      assertThat(first.name()).isEqualTo("page");
      assertThat(first.body().get("page")).isEqualTo("1");
      assertThat(events.next().name()).isEqualTo("progress");
    }
  }

  @Test
  void whoKnowsLessIsToldMoreThoughOthersWereToldOfTheSameVersion() throws Exception {
    readPages(1);
    try (EventStream events = open(null)) {
      assertThat(events.next().name()).isEqualTo("progress");
      readPages(1);
      assertThat(events.rest()).filteredOn(event -> event.name().equals("page")).hasSize(1);
    }
    try (EventStream events = open("0")) {
      assertThat(events.rest()).filteredOn(event -> event.name().equals("page")).hasSize(2);
    }
  }

  @Test
  void anEndedTaskSaysSoAndCloses() throws Exception {
    readPages(2);
    try (EventStream events = open(null)) {
      assertThat(events.rest()).extracting(Event::name).containsExactly("progress", "end");
    }
    try (EventStream events = open("0")) {
      assertThat(events.rest())
          .extracting(Event::name)
          .containsExactly("page", "page", "progress", "end");
    }
  }

  @Test
  void aPageThatIsOpenGetsItsButtonsAgainOnlyWhenTheStateChanges() throws Exception {
    var answer =
        client.send(
            request("/proofing/batch-ocr-events/" + task.id()), BodyHandlers.ofInputStream());
    try (var lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      assertThat(until(lines, "data-state=\"PENDING\"")).contains("id=\"controls\"", "/pause");
      Handout first = handOut();
      flow.claim(task.id(), first.page(), first.ticket(), "w");
      assertThat(until(lines, "data-state=\"PROGRESS\"")).contains("id=\"controls\"");

      end(first);

      assertThat(until(lines, "id=\"c1\" class=\"c d\""))
          .contains("id=\"summary\"", "data-percent=\"50.0\"")
          .doesNotContain("id=\"controls\"");
      tasks.pause(task.id(), meena);
      assertThat(until(lines, "data-state=\"PAUSED\"")).contains("id=\"controls\"", "/resume");
    }
  }

  /** The next event that has this text. */
  private static String until(BufferedReader lines, String text) throws IOException {
    StringBuilder event = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      event.append(line).append('\n');
      if (line.isEmpty()) {
        if (event.indexOf(text) >= 0) {
          return event.toString();
        }
        event.setLength(0);
      }
    }
    throw new AssertionError("The stream ended without " + text);
  }

  private Handout handOut() {
    return Objects.requireNonNull(
            transaction.execute(
                status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), 1)))))
        .getFirst();
  }

  private void end(Handout page) {
    transaction.executeWithoutResult(
        status ->
            flow.done(
                flow.lockIfAwaited(task.id(), page.page(), page.ticket()).orElseThrow(), 5, null));
  }

  @Test
  void anUnknownTaskIsNotFound() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("/api/v1/tasks/0190163d-8694-739b-aea5-966c26f8ad91/events"),
            BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(404);
  }

  @Test
  void theActiveTaskOfAProjectIsFoundUntilItEnds() throws Exception {
    assertThat(get("/api/v1/projects/kural/ocr").body()).contains(task.id().toString());
    readPages(2);
    assertThat(get("/api/v1/projects/kural/ocr").statusCode()).isEqualTo(404);
  }

  private void readPages(int count) {
    List<Handout> out =
        transaction.execute(
            status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), count))));
    for (Handout page : out) {
      flow.claim(task.id(), page.page(), page.ticket(), "w");
      transaction.executeWithoutResult(
          status ->
              flow.done(
                  flow.lockIfAwaited(task.id(), page.page(), page.ticket()).orElseThrow(),
                  5,
                  null));
    }
  }

  private EventStream open(String lastEventId) throws Exception {
    return EventStream.open(address(), task.id(), lastEventId);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.ofString());
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create(address() + path))
        .header("Authorization", "Bearer test-admin-token")
        .build();
  }
}
