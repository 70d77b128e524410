package org.kalanjiyam.ocr.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kalanjiyam.ocr.server.platform.StartRefused;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.PagesEnded;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/** What a collector is sent of pages, in its real protocol. */
class PageTracesTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant STORED = START.plusSeconds(20);
  private static final Clock CLOCK = Clock.fixed(STORED, ZoneOffset.UTC);

  private static final Task TASK =
      new Task(
          UUID.fromString("019b7f00-0000-7000-8000-000000000001"),
          1L,
          "kural",
          "tesseract",
          "5.5.2",
          "tam",
          "",
          Scope.UNEDITED,
          TaskPurpose.TEXT,
          Priority.NORMAL,
          TaskStatus.PROGRESS,
          null,
          new PageCounts(9, 0, 9, 0, 0, 0, 0),
          42,
          null,
          7,
          "Meena",
          START,
          START,
          START,
          null);

  private final List<ExportTraceServiceRequest> taken = new CopyOnWriteArrayList<>();
  private HttpServer collector;

  @BeforeEach
  void aCollectorListens() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          taken.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
  }

  @AfterEach
  void itStops() {
    collector.stop(0);
  }

  @Test
  void aPageIsOneTraceFromTheStartThroughHandOutBrokerAndWorkerToTheOutcome() {
    List<Span> spans = told(page(7, PageStatus.DONE, null, 10, 2, 5));

    Span whole = named(spans, "page");
    assertThat(spans)
        .extracting(
            Span::getName, span -> seconds(span.getStartTimeUnixNano()), PageTracesTest::took)
        .containsExactlyInAnyOrder(
            tuple("page", 0.0, 20.0),
            tuple("wait", 0.0, 10.0),
            tuple("broker", 10.0, 2.0),
            tuple("work", 12.0, 5.0),
            tuple("outcome", 17.0, 3.0));
    assertThat(spans).extracting(Span::getTraceId).containsOnly(whole.getTraceId());
    assertThat(spans)
        .filteredOn(span -> span != whole)
        .extracting(Span::getParentSpanId)
        .containsOnly(whole.getSpanId());
    assertThat(whole.getAttributesList())
        .extracting(one -> one.getKey() + "=" + text(one.getValue()))
        .contains(
            "kalanjiyam.task=" + TASK.id(),
            "kalanjiyam.page=7",
            "kalanjiyam.engine=tesseract",
            "kalanjiyam.worker=host/1",
            "kalanjiyam.status=done");
  }

  @Test
  void eachPageHasATraceOfItsOwnAndAFailureIsOne() {
    List<Span> spans =
        told(
            page(1, PageStatus.DONE, null, 1, 1, 1),
            page(2, PageStatus.FAILED, "unreadable-image", 1, 1, 1));

    assertThat(spans).extracting(Span::getTraceId).hasSize(10);
    assertThat(spans.stream().map(Span::getTraceId).distinct()).hasSize(2);
    assertThat(spans)
        .filteredOn(span -> span.getStatus().getCode() == StatusCode.STATUS_CODE_ERROR)
        .singleElement()
        .satisfies(
            span ->
                assertThat(span.getAttributesList())
                    .extracting(one -> text(one.getValue()))
                    .contains("2", "unreadable-image"));
  }

  @Test
  void aPageThatNoWorkerHadIsToldWithoutWork() {
    EndedPage kept =
        new EndedPage(3, null, PageStatus.SKIPPED, null, null, Duration.ofSeconds(4), null, null);

    assertThat(told(kept))
        .extracting(Span::getName)
        .containsExactlyInAnyOrder("page", "wait", "outcome");
  }

  @Test
  void withoutAnEndpointNothingIsToldAndWithADeadOneNobodyWaits() {
    collector.stop(0);
    for (String endpoint : List.of("", endpoint())) {
      var traces = new PageTraces(new TraceProperties(endpoint), CLOCK);
      long begun = System.nanoTime();
      for (int i = 0; i < 10_000; i++) {
        traces.on(new PagesEnded(TASK, List.of(page(i, PageStatus.DONE, null, 1, 1, 1))));
      }
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      traces.destroy();
    }
    assertThat(taken).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "ftp://collector/v1/traces", "http://"})
  void anEndpointThatIsNoneIsRefusedInASentence(String endpoint) {
    assertThatThrownBy(() -> new PageTraces(new TraceProperties(endpoint), CLOCK))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("KALANJIYAM_TRACES_ENDPOINT");
  }

  private List<Span> told(EndedPage... pages) {
    var traces = new PageTraces(new TraceProperties(endpoint()), CLOCK);
    traces.on(new PagesEnded(TASK, List.of(pages)));
    traces.destroy();
    return taken.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(of -> of.getScopeSpansList().stream())
        .flatMap(of -> of.getSpansList().stream())
        .toList();
  }

  private String endpoint() {
    return "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
  }

  private static Span named(List<Span> spans, String name) {
    return spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
  }

  private static double seconds(long nanos) {
    return nanos / 1e9 - START.getEpochSecond();
  }

  private static double took(Span span) {
    return (span.getEndTimeUnixNano() - span.getStartTimeUnixNano()) / 1e9;
  }

  private static String text(io.opentelemetry.proto.common.v1.AnyValue value) {
    return value.hasStringValue() ? value.getStringValue() : Long.toString(value.getIntValue());
  }

  private static EndedPage page(
      int number, PageStatus status, @Nullable String cause, int waited, int queued, int worked) {
    return new EndedPage(
        number,
        "host/1",
        status,
        cause,
        null,
        Duration.ofSeconds(waited),
        Duration.ofSeconds(queued),
        Duration.ofSeconds(worked));
  }
}
