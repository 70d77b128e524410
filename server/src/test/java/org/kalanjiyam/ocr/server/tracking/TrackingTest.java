package org.kalanjiyam.ocr.server.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
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
import tools.jackson.databind.json.JsonMapper;

class TrackingTest extends ServerFixture {
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired PageFlow flow;
  @Autowired Projects projects;
  @Autowired RunningTaskLookup detection;
  @Autowired RecordWriter tracker;
  @Autowired Records records;
  @Autowired TransactionTemplate transaction;

  RedisClient client;
  StatefulRedisConnection<String, byte[]> connection;
  RedisCommands<String, byte[]> redis;
  Person meena;
  Project book;

  @BeforeEach
  void emptyRedis() {
    client = RedisClient.create(TestSite.redisUrl());
    connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    redis = connection.sync();
    redis.flushall();
    tracker.putRight();
    Books books = new Books(jdbc, projects);
    meena = books.person("meena", Role.EDITOR);
    book = books.book("kural", 3, meena);
  }

  @AfterEach
  void disconnect() {
    connection.close();
    client.shutdown();
  }

  @Test
  void aStartWritesTheTaskRecordToTheLetter() {
    Task task = started();

    String value = text("ocr_task:kural");
    Map<?, ?> record = JsonMapper.shared().readValue(value, Map.class);
    assertThat(record.keySet())
        .isEqualTo(java.util.Set.of("task_id", "engine", "started_at", "project_slug"));
    assertThat(record.get("task_id")).isEqualTo(task.id().toString());
    assertThat(task.id().version()).isEqualTo(7);
    assertThat(record.get("engine")).isEqualTo(StandInProvider.NAME);
    assertThat(record.get("project_slug")).isEqualTo("kural");
    assertThat((String) record.get("started_at"))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
    assertThat(redis.ttl("ocr_task:kural")).isBetween(86_390L, 86_400L);
  }

  @Test
  void progressIsAbsoluteVersionedAndRefreshesBothExpiries() {
    Task task = started();
    redis.expire("ocr_task:kural", 10);
    redis.expire("ocr_progress:" + task.id(), 10);

    read(task, 1);

    Map<String, String> progress = progress(task);
    assertThat(progress)
        .containsEntry("status", "PROGRESS")
        .containsEntry("project_slug", "kural")
        .containsEntry("engine", StandInProvider.NAME)
        .containsEntry("language", "eng")
        .containsEntry("total", "3")
        .containsEntry("done", "1")
        .containsEntry("failed", "0")
        .containsEntry("skipped", "0")
        .containsEntry("active", "0")
        .containsEntry("queued", "2")
        .containsEntry("percent", "33.3")
        .containsKeys("started_at", "updated_at", "version")
        .doesNotContainKey("eta_seconds");
    assertThat(redis.ttl("ocr_task:kural")).isGreaterThan(86_390L);
    assertThat(redis.ttl("ocr_progress:" + task.id())).isGreaterThan(86_390L);
  }

  @Test
  void thatAPageHasBegunIsToldSoonThoughNothingElseHappens() {
    Task task = started();
    var out =
        transaction.execute(status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), 1))));

    flow.claim(task.id(), out.getFirst().page(), out.getFirst().ticket(), "w");

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(progress(task)).containsEntry("active", "1"));
  }

  @Test
  void anOlderVersionIsRefused() {
    Task before = started();
    read(before, 1);
    Map<String, String> newest = progress(before);

    tracker.track(before);

    assertThat(progress(before)).isEqualTo(newest);
  }

  @Test
  void theEndRemovesTheRecordThoughNobodyLooksAndKeepsProgressAnHour() {
    Task task = started();
    read(task, 3);

    assertThat(redis.exists("ocr_task:kural")).isZero();
    assertThat(progress(task)).containsEntry("status", "SUCCESS").containsEntry("percent", "100.0");
    assertThat(redis.ttl("ocr_progress:" + task.id())).isBetween(3_590L, 3_600L);
  }

  @Test
  void anEndedTaskNeverRemovesTheRecordOfTheOneThatFollowed() {
    Task first = started();
    tasks.cancel(first.id(), meena);
    Task second = started();

    tracker.track(tasks.find(first.id()).orElseThrow());

    assertThat(text("ocr_task:kural")).contains(second.id().toString());
  }

  @Test
  void aPageIsOneRoundTripAndALookUpIsOneMore() {
    Task task = started();
    Task now = tasks.find(task.id()).orElseThrow();
    long before = roundTrips();

    tracker.track(now);
    assertThat(roundTrips() - before).isEqualTo(1);

    records.progress(task.id()).orElseThrow();
    assertThat(roundTrips() - before).isEqualTo(2);
  }

  @Test
  void aVisitFindsTheRunningTask() {
    Task task = started();
    assertThat(detection.running(book)).map(Task::id).contains(task.id());
  }

  @Test
  void aMissingRecordIsWrittenAgain() {
    Task task = started();
    redis.del("ocr_task:kural");

    assertThat(detection.running(book)).map(Task::id).contains(task.id());
    assertThat(text("ocr_task:kural")).contains(task.id().toString());
  }

  @Test
  void theRecordOfATaskThatSqlDoesNotKnowIsRemoved() {
    redis.set("ocr_task:kural", record(UUID.randomUUID().toString(), "tesseract", "kural"));
    assertThat(detection.running(book)).isEmpty();
    assertThat(redis.exists("ocr_task:kural")).isZero();
  }

  @Test
  void theRecordOfAnEndedTaskIsRemoved() {
    Task task = started();
    byte[] raw = redis.get("ocr_task:kural");
    tasks.cancel(task.id(), meena);
    redis.set("ocr_task:kural", raw);

    assertThat(detection.running(book)).isEmpty();
    assertThat(redis.exists("ocr_task:kural")).isZero();
  }

  static Stream<Arguments> corrupt() {
    String id = "0190163d-8694-739b-aea5-966c26f8ad91";
    return Stream.of(
        Arguments.of("not JSON", "{not json".getBytes(UTF_8)),
        Arguments.of("an array", "[1,2]".getBytes(UTF_8)),
        Arguments.of("a number", "42".getBytes(UTF_8)),
        Arguments.of("null", "null".getBytes(UTF_8)),
        Arguments.of("a member missing", "{\"task_id\":\"x\"}".getBytes(UTF_8)),
        Arguments.of(
            "a null member",
            "{\"task_id\":null,\"engine\":\"e\",\"started_at\":\"t\",\"project_slug\":\"kural\"}"
                .getBytes(UTF_8)),
        Arguments.of(
            "a member of another type",
            "{\"task_id\":7,\"engine\":\"e\",\"started_at\":\"t\",\"project_slug\":\"kural\"}"
                .getBytes(UTF_8)),
        Arguments.of("another slug", record(id, "tesseract", "other")),
        Arguments.of("1 MB", "x".repeat(1 << 20).getBytes(UTF_8)),
        Arguments.of("invalid UTF-8", new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'}),
        Arguments.of("a path as task id", record("../../etc/passwd", "tesseract", "kural")),
        Arguments.of("HTML as engine", record(id, "<script>alert(1)</script>", "kural")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("corrupt")
  void aCorruptRecordIsRemovedAndTheFormIsShown(String what, byte[] value) {
    redis.set("ocr_task:kural", value);
    assertThat(detection.running(book)).isEmpty();
    assertThat(redis.exists("ocr_task:kural")).isZero();
  }

  @Test
  void aListUnderTheKeyIsRemoved() {
    redis.lpush("ocr_task:kural", "x".getBytes(UTF_8));
    assertThat(detection.running(book)).isEmpty();
    assertThat(redis.exists("ocr_task:kural")).isZero();
  }

  @Test
  void aCorruptRecordDoesNotHideTheRunningTask() {
    Task task = started();
    redis.set("ocr_task:kural", "rubbish".getBytes(UTF_8));
    assertThat(detection.running(book)).map(Task::id).contains(task.id());
    assertThat(text("ocr_task:kural")).contains(task.id().toString());
  }

  @Test
  void rubbishUnderTheProgressKeyIsOverwritten() {
    Task task = started();
    redis.del("ocr_progress:" + task.id());
    redis.lpush("ocr_progress:" + task.id(), "x".getBytes(UTF_8));
    read(task, 1);
    assertThat(progress(task)).containsEntry("done", "1");
  }

  @Test
  void anEmptiedRedisIsFilledAgain() {
    Task task = started();
    redis.flushall();

    tracker.putRight();

    assertThat(text("ocr_task:kural")).contains(task.id().toString());
    assertThat(progress(task)).containsEntry("status", "PENDING");
  }

  private static byte[] record(String id, String engine, String slug) {
    return """
    {"task_id":"%s","engine":"%s","started_at":"2024-01-15T10:30:00.000000","project_slug":"%s"}
    """
        .strip()
        .formatted(id, engine, slug)
        .getBytes(UTF_8);
  }

  private Task started() {
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    return ((Started) start.start(book, request, meena)).task();
  }

  private void read(Task task, int pages) {
    var out =
        transaction.execute(
            status -> flow.handOut(List.of(new DispatchQueue.Turn(task.id(), pages))));
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

  private String text(String key) {
    return new String(redis.get(key), UTF_8);
  }

  private Map<String, String> progress(Task task) {
    return redis.hgetall("ocr_progress:" + task.id()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> new String(e.getValue(), UTF_8)));
  }

  /**
   * Scripts and look-ups that Redis was sent so far, less the script that looks for an emptied
   * Redis every second (the only one that calls EXISTS).
   */
  private long roundTrips() {
    return calls("evalsha") + calls("eval") + calls("hgetall") - calls("exists");
  }

  private long calls(String command) {
    return redis
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_" + command + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*?calls=(\\d+),.*", "$1")))
        .sum();
  }
}
