package org.kalanjiyam.ocr.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.NoSecretInLogs;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.platform.StartRefused;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;

/** Redis away in every way, and its return; tracking goes on with SQL meanwhile. */
class RedisOutageTest extends ServerFixture {
  @RegisterExtension final NoSecretInLogs logs = new NoSecretInLogs();
  @Autowired TaskStart start;
  @Autowired Tasks tasks;
  @Autowired Projects projects;
  @Autowired Estimates estimates;
  @Autowired ObjectProvider<CeleryCompatibility> celery;

  final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  RedisProcess redis;
  RedisLink link;
  RecordWriter tracker;
  RunningTaskLookup detection;
  Project book;
  Task task;

  @BeforeEach
  void connect() throws Exception {
    redis = new RedisProcess();
    link = new RedisLink(redis.url(), "");
    Records records = new Records(link);
    tracker = new RecordWriter(records, tasks, estimates, celery);
    detection = new RunningTaskLookup(records, tasks, tracker);
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    book = books.book("kural", 3, meena);
    var request = StartRequest.unedited(StandInProvider.NAME, "eng");
    task = ((Started) start.start(book, request, meena)).task();
    tracker.putRight();
    assertThat(link.isUp()).isTrue();
    logged.start();
    logger().addAppender(logged);
  }

  @AfterEach
  void disconnect() throws Exception {
    logger().detachAppender(logged);
    link.destroy();
    redis.close();
  }

  @Test
  void aKilledRedisCostsOneWarningAndNobodyMoreThanAQuarterOfASecond() throws Exception {
    redis.kill();
    List<Duration> waits;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Duration> visit = this::visit;
      waits =
          threads.invokeAll(IntStream.range(0, 20).mapToObj(i -> visit).toList()).stream()
              .map(java.util.concurrent.Future::resultNow)
              .toList();
    }
    assertThat(waits).allMatch(wait -> wait.compareTo(Duration.ofMillis(1500)) < 0);
    tracker.putRight();
    tracker.putRight();
    assertThat(warnings()).hasSize(1).first().asString().contains("Redis is away");
  }

  @Test
  void aFrozenRedisIsWaitedForOnceAndThenNoMore() throws Exception {
    redis.freeze();
    Duration first = visit();
    Duration second = visit();

    assertThat(first).isBetween(Duration.ofMillis(240), Duration.ofMillis(900));
    assertThat(second).isLessThan(Duration.ofMillis(240));
    assertThat(warnings()).hasSize(1);

    redis.thaw();
    comesBack();
  }

  @Test
  void aRestartedRedisGetsItsRecordsBack() throws Exception {
    redis.kill();
    visit();
    redis.start();
    comesBack();
    redis.with(
        commands -> {
          assertThat(commands.get("ocr_task:kural")).contains(task.id().toString());
          assertThat(commands.hget("ocr_progress:" + task.id(), "status")).isEqualTo("PENDING");
        });
  }

  @Test
  void aTaskThatEndedDuringAnOutageIsClearedAfterIt() throws Exception {
    redis.kill();
    visit();
    Person meena = new Person(task.startedBy(), "meena", "meena", Role.EDITOR);
    tasks.cancel(task.id(), meena);
    redis.start();
    redis.with(commands -> commands.set("ocr_task:kural", TaskRecord.of(task).json()));
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              // The server under test clears its own Redis too, and notes that it did.
              jdbc.sql("update task set record_cleared = false").update();
              tracker.putRight();
              redis.with(commands -> assertThat(commands.exists("ocr_task:kural")).isZero());
            });
  }

  @Test
  void aReadOnlyRedisIsAway() {
    redis.with(commands -> commands.replicaof("127.0.0.1", 1));
    tracker.track(task);
    assertThat(link.isUp()).isFalse();
    assertThat(warnings()).hasSize(1).first().asString().contains("READONLY");
    redis.with(commands -> commands.replicaofNoOne());
    comesBack();
  }

  @Test
  void aFullRedisIsAway() {
    redis.with(commands -> commands.configSet("maxmemory", "1"));
    tracker.track(task);
    tracker.putRight();
    assertThat(link.isUp()).isFalse();
    assertThat(warnings()).hasSize(1).first().asString().contains("OOM");
    redis.with(commands -> commands.configSet("maxmemory", "0"));
    comesBack();
  }

  @Test
  void aWrongPasswordIsAnOutageToo() {
    redis.with(commands -> commands.configSet("requirepass", "right"));
    RedisLink wrong = new RedisLink("redis://:wrong@localhost:" + redis.port() + "/0", "");
    try {
      Records records = new Records(wrong);
      assertThat(records.cameBack()).isFalse();
      assertThat(records.cameBack()).isFalse();
      assertThat(warnings()).hasSize(1).first().asString().contains("WRONGPASS");
      assertThat(warnings().getFirst()).doesNotContain("wrong@");
    } finally {
      wrong.destroy();
    }
  }

  @Test
  void userPasswordAndDatabaseOfTheUrlAreHonoured() {
    redis.with(
        commands ->
            commands.dispatch(
                io.lettuce.core.protocol.CommandType.ACL,
                new io.lettuce.core.output.StatusOutput<>(io.lettuce.core.codec.StringCodec.UTF8),
                new io.lettuce.core.protocol.CommandArgs<>(io.lettuce.core.codec.StringCodec.UTF8)
                    .add("SETUSER")
                    .add("tracker")
                    .add("on")
                    .add(">s3cret")
                    .add("~*")
                    .add("&*")
                    .add("+@all")));
    RedisLink other = new RedisLink("redis://tracker:s3cret@localhost:" + redis.port() + "/3", "");
    try {
      Records records = new Records(other);
      assertThat(records.cameBack()).isTrue();
      new RecordWriter(records, tasks, estimates, celery).track(task);
    } finally {
      other.destroy();
    }
    redis.with(
        commands -> {
          commands.select(3);
          assertThat(commands.exists("ocr_task:kural")).isEqualTo(1);
        });
  }

  private Duration visit() {
    long begin = System.nanoTime();
    assertThat(detection.running(book)).map(Task::id).contains(task.id());
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private void comesBack() {
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () -> {
              tracker.putRight();
              assertThat(link.isUp()).isTrue();
            });
    tracker.putRight();
  }

  @Test
  void noLogHasThePasswordOfARedisThatRefusesItOrIsAwayOrIsNoAddress() throws Exception {
    String password = "redis-pass-7d1e";
    logs.mustNotSay(password);
    RedisLink refused =
        new RedisLink(redis.url().replace("//", "//somebody:" + password + "@"), "");
    try {
      new RecordWriter(new Records(refused), tasks, estimates, celery).putRight();
      assertThat(refused.isUp()).isFalse();
      redis.kill();
      new RecordWriter(new Records(refused), tasks, estimates, celery).putRight();
    } finally {
      refused.destroy();
    }
    assertThatThrownBy(() -> new RedisLink("redis://:" + password + " @localhost/0", ""))
        .isInstanceOf(StartRefused.class)
        .hasNoCause()
        .hasMessageNotContaining(password);
  }

  private List<String> warnings() {
    return logged.list.stream()
        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger(RedisLink.class);
  }
}
