package org.kalanjiyam.ocr.server.ocr.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.KalanjiyamServer;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.TestSite;
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
import org.kalanjiyam.ocr.server.tracking.RedisProcess;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Two whole servers, as they run behind a proxy: one database, one broker, one Redis. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoServersTest extends ServerFixture {
  private static final int STARTS = 50;

  static RedisProcess redis;
  static Server one;
  static Server other;

  @Autowired Projects projects;

  Books books;
  Project book;

  /** One of the two. */
  record Server(ConfigurableApplicationContext context) implements AutoCloseable {
    static Server start(String redisUrl) {
      return new Server(
          new SpringApplicationBuilder(KalanjiyamServer.class)
              .web(WebApplicationType.SERVLET)
              .initializers(
                  context ->
                      context
                          .getEnvironment()
                          .getPropertySources()
                          .addFirst(
                              new MapPropertySource("site", TestSite.furtherServer(redisUrl))))
              .run());
    }

    String address() {
      return "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    Task start(Project book, Books books) {
      var request = StartRequest.unedited(StandInProvider.NAME, "eng");
      var person = books.person("person-of-" + book.slug(), Role.EDITOR);
      return ((Started) context.getBean(TaskStart.class).start(book, request, person)).task();
    }

    void readPages(Task task, int count) {
      PageFlow flow = context.getBean(PageFlow.class);
      TransactionTemplate transaction = context.getBean(TransactionTemplate.class);
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

    @Override
    public void close() {
      context.close();
    }
  }

  @AfterAll
  static void stopBoth() throws Exception {
    other.close();
    one.close();
    redis.close();
    redis = null;
  }

  /** After the first server of all, whose broker they share. */
  @BeforeEach
  void start() throws Exception {
    if (redis == null) {
      redis = new RedisProcess();
      one = Server.start(redis.url());
      other = Server.start(redis.url());
    }
    make();
  }

  private void make() {
    books = new Books(jdbc, projects);
    book = books.book("kural", 3, books.person("meena", Role.EDITOR));
  }

  @Test
  void fiftyStartsAtOnceAreOneTaskWithAndWithoutRedis() throws Exception {
    assertOneOf(startsAtOnce());
    redis.with(
        commands ->
            assertThat(commands.get("ocr_task:kural"))
                .contains(activeTask().get("task_id").toString()));

    resetTables();
    make();
    redis.kill();
    try {
      assertOneOf(startsAtOnce());
    } finally {
      redis.start();
    }
    // Both notice within seconds, and the record is right again.
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                redis.with(
                    commands ->
                        assertThat(commands.get("ocr_task:kural"))
                            .contains(activeTask().get("task_id").toString())));
  }

  @Test
  void whoeverWatchesAtOneServerSeesPagesOfTheOtherAtOnce() throws Exception {
    Task task = one.start(book, books);
    try (EventStream events = EventStream.open(other.address(), task.id(), null)) {
      assertThat(events.next().name()).isEqualTo("progress");
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .until(() -> subscribers("ocr_progress:" + task.id()) > 0);
      List<Long> millis = new ArrayList<>();
      for (int page = 1; page <= 2; page++) {
        long before = System.nanoTime();
        one.readPages(task, 1);
        until(events, "page");
        millis.add((System.nanoTime() - before) / 1_000_000);
      }
      // Without Redis the other looks every two seconds only: two in a row this fast are no luck.
      assertThat(millis).allMatch(each -> each < 900);

      one.readPages(task, 1);
      List<Event> rest = events.rest();
      assertThat(rest.getLast().name()).isEqualTo("end");
      assertThat(rest.getLast().body().get("status")).isEqualTo("SUCCESS");
    }
  }

  @Test
  void withoutRedisTheOtherServerSeesItAllTheSame() throws Exception {
    redis.kill();
    try {
      Task task = one.start(book, books);
      try (EventStream events = EventStream.open(other.address(), task.id(), null)) {
        one.readPages(task, 3);
        List<Event> all = events.rest();
        assertThat(all).filteredOn(event -> event.name().equals("page")).hasSize(3);
        assertThat(all.getLast().name()).isEqualTo("end");
      }
    } finally {
      redis.start();
    }
  }

  @Test
  void theStatusOfATaskIsTheSameAtBoth() throws Exception {
    Task task = one.start(book, books);
    one.readPages(task, 2);
    String path = "/api/v1/tasks/" + task.id();
    Map<?, ?> here = json(get(one, path));
    assertThat(here.get("done")).isEqualTo(2);
    assertThat(json(get(other, path))).isEqualTo(here);
  }

  @Test
  @Order(Integer.MAX_VALUE) // the other is gone after it
  void aServerThatStopsLetsItsWatchersGoAtOnceAndTheNextAnswersThem() throws Exception {
    Task task = one.start(book, books);
    try (EventStream events = EventStream.open(other.address(), task.id(), null)) {
      assertThat(events.next().name()).isEqualTo("progress");
      long before = System.nanoTime();
      Thread stopping = Thread.ofVirtual().start(other::close);

      assertThat(events.rest()).extracting(Event::name).doesNotContain("end");

      // Whoever is still answered holds a stop up for ten seconds.
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
      stopping.join();
    }
    try (EventStream events = EventStream.open(one.address(), task.id(), null)) {
      assertThat(events.next().body().get("status")).isEqualTo("PENDING");
    }
  }

  private static void until(EventStream events, String name) throws Exception {
    for (Event event = events.next(); !event.name().equals(name); event = events.next()) {
      assertThat(event.name()).isNotEqualTo("end");
    }
  }

  private static long subscribers(String channel) {
    long[] count = new long[1];
    redis.with(commands -> count[0] = commands.pubsubNumsub(channel).get(channel));
    return count[0];
  }

  private List<HttpResponse<String>> startsAtOnce() throws Exception {
    var together = new CyclicBarrier(STARTS);
    List<Callable<HttpResponse<String>>> starts = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      Server server = i % 2 == 0 ? one : other;
      starts.add(
          () -> {
            together.await();
            return send(
                request(server, "/api/v1/projects/kural/ocr")
                    .header("Content-Type", "application/json")
                    .POST(
                        BodyPublishers.ofString(
                            "{\"engine\": \"stand-in\", \"language\": \"eng\"}")));
          });
    }
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(starts)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private void assertOneOf(List<HttpResponse<String>> answers) {
    String id = activeTask().get("task_id").toString();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 202).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 409)
        .hasSize(STARTS - 1)
        .allMatch(answer -> answer.body().contains(id));
    assertThat(jdbc.sql("select count(*) from task").query(Long.class).single()).isEqualTo(1);
  }

  private Map<?, ?> activeTask() {
    try {
      return json(get(other, "/api/v1/projects/kural/ocr"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<?, ?> json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readValue(answer.body(), Map.class);
  }

  private static HttpResponse<String> get(Server server, String path) throws Exception {
    return send(request(server, path));
  }

  private static HttpRequest.Builder request(Server server, String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("Authorization", "Bearer test-admin-token");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
