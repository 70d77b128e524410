package org.kalanjiyam.ocr.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.Books;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.statistics.TrackingHistory.Grain;
import org.kalanjiyam.ocr.server.statistics.TrackingHistory.Row;
import org.kalanjiyam.ocr.server.task.DispatchQueue.Turn;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.kalanjiyam.ocr.server.task.StartResult.Started;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Pages that end are counted, by minute and by hour, and shown. */
class TrackingHistoryTest extends ServerFixture {
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:kalanjiyam|jvm)_[a-z_]+\\b(?=[{()\\[ )`])");

  @Autowired PageFlow flow;
  @Autowired JmsTemplate jms;
  @Autowired TaskStart start;
  @Autowired Projects projects;
  @Autowired TransactionTemplate transaction;
  @Autowired PageCounting counting;
  @Autowired PageMetrics gauges;
  @Autowired TrackingHistory history;
  @Autowired WorkerActivity activity;
  @Autowired MeterRegistry metrics;

  Task task;

  @BeforeEach
  void aBookOfThreePagesOfWhichOneFails() {
    counting.write();
    jdbc.sql("truncate page_statistics").update();
    Books books = new Books(jdbc, projects);
    Person meena = books.person("meena", Role.EDITOR);
    var book = books.book("kural", 4, meena);
    task =
        ((Started) start.start(book, StartRequest.unedited(StandInProvider.NAME, "eng"), meena))
            .task();
    clock.advance(Duration.ofSeconds(10));
    List<Handout> out =
        transaction.execute(status -> flow.handOut(List.of(new Turn(task.id(), 3))));
    clock.advance(Duration.ofSeconds(1));
    out.forEach(page -> flow.claim(task.id(), page.page(), page.ticket(), "w"));
    clock.advance(Duration.ofSeconds(4));
    end(out.get(0), awaited -> flow.done(awaited, 4000, 0.9));
    end(out.get(1), awaited -> flow.done(awaited, 4000, 0.9));
    end(out.get(2), awaited -> flow.failed(awaited, 4000L, "unreadable-image", "It is damaged."));
  }

  @Test
  void pagesAreCountedOnceByMinuteAndByHourWithTheirTimesAndCauses() {
    counting.write();
    counting.write();

    for (Grain grain : Grain.values()) {
      List<Row> rows = history.since(grain, clock.instant().minus(Duration.ofHours(2)));
      assertThat(rows.stream().mapToLong(Row::done).sum()).isEqualTo(2);
      assertThat(rows.stream().mapToLong(Row::failed).sum()).isEqualTo(1);
      assertThat(rows.getFirst().causes()).containsEntry("unreadable-image", 1L);
      List<long[]> works = rows.stream().map(Row::works).toList();
      List<long[]> waits = rows.stream().map(Row::waits).toList();
      assertThat(Percentiles.of(works, 0.5)).isBetween(3.3, 20.0);
      assertThat(Percentiles.of(waits, 0.95)).isBetween(9.0, 40.0);
    }
  }

  @Test
  void aWorkersSpeedAndItsLastErrorAreToldTillTheyAreOld() {
    counting.write();
    WorkerActivity.Recent recent = Objects.requireNonNull(activity.recent().get("w"));
    assertThat(recent.pagesPerMinute()).isEqualTo(0.6);
    assertThat(recent.failed()).isEqualTo(1);
    assertThat(Objects.requireNonNull(recent.error()).reason()).isEqualTo("It is damaged.");
    clock.advance(Duration.ofMinutes(10));
    assertThat(Objects.requireNonNull(activity.recent().get("w")).pagesPerMinute()).isZero();
    clock.advance(Duration.ofDays(3));
    counting.write();
    assertThat(activity.recent()).doesNotContainKey("w");
  }

  @Test
  void whatIsOldIsForgotten() {
    counting.write();
    history.forgetOld(clock.instant().plus(Duration.ofDays(2)));
    assertThat(history.since(Grain.MINUTE, clock.instant().minus(Duration.ofHours(2)))).isEmpty();
    assertThat(history.since(Grain.HOUR, clock.instant().minus(Duration.ofHours(2)))).isNotEmpty();
    history.forgetOld(clock.instant().plus(Duration.ofDays(500)));
    assertThat(history.since(Grain.HOUR, clock.instant().minus(Duration.ofHours(2)))).isEmpty();
  }

  @Test
  void metricsTellOutcomesTimesAndTheAgeOfTheOldest() {
    assertThat(
            metrics
                .get("kalanjiyam.pages")
                .tags("outcome", "failed", "engine", StandInProvider.NAME)
                .counter()
                .count())
        .isPositive();
    assertThat(metrics.get("kalanjiyam.page.work").timer().count()).isPositive();

    gauges.sample();

    assertThat(
            metrics
                .get("kalanjiyam.queue.oldest")
                .tags("engine", StandInProvider.NAME)
                .gauge()
                .value())
        .isBetween(15.0, 75.0);
    assertThat(
            metrics
                .get("kalanjiyam.queue.waiting")
                .tags("engine", StandInProvider.NAME)
                .gauge()
                .value())
        .isEqualTo(1);
  }

  @Test
  void everyMetricThatTheBoardAndTheAlertsNameExists() throws Exception {
    Handout last =
        transaction
            .<List<Handout>>execute(status -> flow.handOut(List.of(new Turn(task.id(), 1))))
            .getFirst();
    end(last, awaited -> flow.interrupted(awaited, "network", "No network."));
    jms.convertAndSend(
        WorkQueues.OUTCOMES,
        "no outcome",
        message -> {
          message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
          return message;
        });
    await().until(() -> metrics.find("kalanjiyam.outcomes").counter() != null);
    gauges.sample();

    String there = page("/actuator/prometheus").body();
    Set<String> named = new TreeSet<>();
    for (String file : List.of("grafana/kalanjiyam.json", "prometheus/alerts.yaml")) {
      METRIC
          .matcher(Files.readString(Path.of("../deploy", file)))
          .results()
          .forEach(found -> named.add(found.group()));
    }
    METRIC
        .matcher(Files.readString(Path.of("../docs/metrics.md")))
        .results()
        .forEach(found -> named.add(found.group()));
    assertThat(named).hasSizeGreaterThan(15);
    assertThat(named).allSatisfy(name -> assertThat(there).contains("\n" + name));
  }

  @Test
  void theHistoryAndTheTimelineAreShown() throws Exception {
    counting.write();
    String day = page("/history").body();
    assertThat(day).contains("<path class=\"first\" d=\"M").contains("unreadable-image");
    assertThat(page("/history?span=hour").statusCode()).isEqualTo(200);
    assertThat(page("/history?span=nonsense").statusCode()).isEqualTo(200);

    String timeline = page("/tasks/" + task.id() + "/timeline").body();
    assertThat(timeline).contains("<path class=\"worked\"").contains("<path class=\"lost\"");
  }

  private HttpResponse<String> page(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(address() + path))
              .header("Authorization", "Bearer test-admin-token")
              .build(),
          BodyHandlers.ofString());
    }
  }

  private void end(Handout page, java.util.function.Function<PageFlow.Awaited, Task> how) {
    transaction.executeWithoutResult(
        status ->
            how.apply(flow.lockIfAwaited(task.id(), page.page(), page.ticket()).orElseThrow()));
  }
}
