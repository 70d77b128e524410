package org.kalanjiyam.ocr.server.statistics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.dispatch.Workers;
import org.kalanjiyam.ocr.server.task.PageReturned;
import org.kalanjiyam.ocr.server.task.PagesEnded;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;
import org.kalanjiyam.ocr.server.task.QueueDepth;
import org.kalanjiyam.ocr.server.task.QueueDepth.Queue;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Metrics of pages, as {@code docs/metrics.md} describes them: {@code kalanjiyam.pages} by outcome,
 * engine and language; {@code kalanjiyam.page.wait}, {@code .claim} and {@code .work} as
 * histograms; {@code kalanjiyam.pages.returned} by cause; {@code kalanjiyam.pages.quarantined};
 * {@code kalanjiyam.queue.waiting}, {@code .out} and {@code .oldest}, {@code kalanjiyam.slots} and
 * {@code kalanjiyam.slots.busy} by engine, as they were at most {@value #SAMPLE_MILLIS} ms ago.
 */
@Component
class PageMetrics {
  private static final long SAMPLE_MILLIS = 10_000;
  private static final String QUARANTINED = "worker-died";
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(200),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(30),
    Duration.ofHours(3)
  };

  private final MeterRegistry metrics;
  private final QueueDepth queues;
  private final Workers workers;
  private final Counter quarantined;
  private final Clock clock;
  private final MultiGauge waiting;
  private final MultiGauge out;
  private final MultiGauge oldest;
  private final MultiGauge slots;
  private final MultiGauge busy;

  PageMetrics(MeterRegistry metrics, QueueDepth queues, Workers workers, Clock clock) {
    this.metrics = metrics;
    this.queues = queues;
    this.workers = workers;
    this.clock = clock;
    this.quarantined =
        Counter.builder("kalanjiyam.pages.quarantined")
            .description("Pages that failed since each worker that had them died")
            .register(metrics);
    this.waiting = gauge("kalanjiyam.queue.waiting", "Pages that wait to be handed out");
    this.out = gauge("kalanjiyam.queue.out", "Pages handed out, delayed or in work");
    this.oldest =
        MultiGauge.builder("kalanjiyam.queue.oldest")
            .description("Age of the oldest task that has pages waiting")
            .baseUnit("seconds")
            .register(metrics);
    this.slots = gauge("kalanjiyam.slots", "Pages that workers can read at a time");
    this.busy = gauge("kalanjiyam.slots.busy", "Pages that workers read now");
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(metrics);
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(PagesEnded event) {
    Task task = event.task();
    for (EndedPage page : event.pages()) {
      metrics
          .counter(
              "kalanjiyam.pages",
              "outcome",
              page.status().name().toLowerCase(Locale.ROOT),
              "engine",
              task.engine(),
              "language",
              task.language())
          .increment();
      if (QUARANTINED.equals(page.cause())) {
        quarantined.increment();
      }
      record("kalanjiyam.page.wait", task, page.waited());
      record("kalanjiyam.page.claim", task, page.queued());
      record("kalanjiyam.page.work", task, page.worked());
    }
  }

  private void record(String name, Task task, @Nullable Duration time) {
    if (time != null) {
      Timer.builder(name)
          .tags("engine", task.engine())
          .serviceLevelObjectives(BUCKETS)
          .register(metrics)
          .record(time.isNegative() ? Duration.ZERO : time);
    }
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(PageReturned event) {
    metrics
        .counter(
            "kalanjiyam.pages.returned", "cause", event.cause(), "engine", event.task().engine())
        .increment();
  }

  @Scheduled(fixedDelay = SAMPLE_MILLIS)
  void sample() {
    try {
      sample(queues.now(), clock.instant());
    } catch (DataAccessException | TransactionException e) {
      // The database's own health says it; the gauges keep what was known last.
      return;
    }
  }

  private void sample(List<Queue> now, Instant at) {
    gauges(waiting, now, Queue::waiting);
    gauges(out, now, Queue::out);
    gauges(oldest, now, queue -> age(queue.oldest(), at));
    slots.register(rows(now, workers.slots()), true);
    busy.register(rows(now, workers.busySlots()), true);
  }

  private static double age(@Nullable Instant since, Instant now) {
    return since == null ? 0 : Duration.between(since, now).toMillis() / 1000.0;
  }

  private static void gauges(MultiGauge gauge, List<Queue> now, ToDoubleFunction<Queue> value) {
    gauge.register(
        now.stream()
            .map(
                one -> MultiGauge.Row.of(Tags.of("engine", one.engine()), value.applyAsDouble(one)))
            .toList(),
        true);
  }

  /** Of the engines that have workers, and of those that have tasks but no worker: these have 0. */
  private static List<MultiGauge.Row<?>> rows(List<Queue> now, Map<String, Integer> byEngine) {
    return Stream.concat(now.stream().map(Queue::engine), byEngine.keySet().stream())
        .distinct()
        .<MultiGauge.Row<?>>map(
            engine ->
                MultiGauge.Row.of(Tags.of("engine", engine), byEngine.getOrDefault(engine, 0)))
        .toList();
  }
}
