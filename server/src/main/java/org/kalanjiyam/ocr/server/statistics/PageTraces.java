package org.kalanjiyam.ocr.server.statistics;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.platform.StartRefused;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.PagesEnded;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * A trace for each page, from its task's start to the text in SQL: {@code page}, and in it {@code
 * wait} (till it was handed out), {@code broker} (till a worker began it), {@code work} (till its
 * outcome was there) and {@code outcome} (till that was stored). Told by the server that stores the
 * outcome, of times that SQL has, so that nothing travels with the page; of the last attempt. Spans
 * are sent in batches, on a thread of their own; when the collector is away they are dropped.
 * Without an endpoint this does nothing. Thread-safe.
 */
@Component
class PageTraces implements DisposableBean {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final AttributeKey<String> TASK = stringKey("kalanjiyam.task");
  private static final AttributeKey<String> PROJECT = stringKey("kalanjiyam.project");
  private static final AttributeKey<Long> PAGE = longKey("kalanjiyam.page");
  private static final AttributeKey<String> ENGINE = stringKey("kalanjiyam.engine");
  private static final AttributeKey<String> LANGUAGE = stringKey("kalanjiyam.language");
  private static final AttributeKey<String> WORKER = stringKey("kalanjiyam.worker");
  private static final AttributeKey<String> STATUS = stringKey("kalanjiyam.status");
  private static final AttributeKey<String> CAUSE = stringKey("kalanjiyam.cause");

  private final Clock clock;
  private final @Nullable SdkTracerProvider provider;
  private final @Nullable Tracer tracer;

  @Autowired
  PageTraces(TraceProperties wished, Clock clock) {
    this(wished.endpoint().isBlank() ? null : provider(wished.endpoint().strip()), clock);
  }

  private PageTraces(@Nullable SdkTracerProvider provider, Clock clock) {
    this.provider = provider;
    this.tracer = provider == null ? null : provider.get("org.kalanjiyam.ocr");
    this.clock = clock;
  }

  private static SdkTracerProvider provider(String endpoint) {
    var exporter = exporter(endpoint);
    return SdkTracerProvider.builder()
        .setResource(Resource.create(Attributes.of(stringKey("service.name"), "kalanjiyam")))
        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
        .build();
  }

  private static OtlpHttpSpanExporter exporter(String endpoint) {
    try {
      return OtlpHttpSpanExporter.builder().setEndpoint(endpoint).setTimeout(PATIENCE).build();
    } catch (IllegalArgumentException e) {
      throw new StartRefused(
          "KALANJIYAM_TRACES_ENDPOINT is no address of a collector: it looks like"
              + " http://collector:4318/v1/traces",
          e);
    }
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(PagesEnded event) {
    if (tracer == null) {
      return;
    }
    Instant stored = clock.instant();
    for (EndedPage page : event.pages()) {
      tell(tracer, event.task(), page, stored);
    }
  }

  private static void tell(Tracer tracer, Task task, EndedPage page, Instant stored) {
    Instant start = task.startedAt();
    Span whole =
        tracer
            .spanBuilder("page")
            .setNoParent()
            .setStartTimestamp(start)
            .setAttribute(TASK, task.id().toString())
            .setAttribute(PROJECT, task.projectSlug())
            .setAttribute(PAGE, (long) page.page())
            .setAttribute(ENGINE, task.engine())
            .setAttribute(LANGUAGE, task.language())
            .setAttribute(STATUS, page.status().name().toLowerCase(Locale.ROOT))
            .startSpan();
    if (page.worker() != null) {
      whole.setAttribute(WORKER, page.worker());
    }
    if (page.cause() != null) {
      whole.setAttribute(CAUSE, page.cause());
    }
    if (page.status() == PageStatus.FAILED) {
      whole.setStatus(StatusCode.ERROR);
    }
    Context within = Context.root().with(whole);
    Instant at = part(tracer, within, "wait", start, page.waited());
    at = part(tracer, within, "broker", at, page.queued());
    at = part(tracer, within, "work", at, page.worked());
    part(tracer, within, "outcome", at, Duration.between(at, stored));
    whole.end(stored);
  }

  /**
   * When the next part begins. A part that did not happen, or whose clock ran back, is left out.
   */
  private static Instant part(
      Tracer tracer, Context within, String name, Instant from, @Nullable Duration took) {
    if (took == null || took.isNegative()) {
      return from;
    }
    Instant till = from.plus(took);
    tracer.spanBuilder(name).setParent(within).setStartTimestamp(from).startSpan().end(till);
    return till;
  }

  /** Sends what there is. */
  @Override
  public void destroy() {
    if (provider != null) {
      provider.shutdown().join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }
}
