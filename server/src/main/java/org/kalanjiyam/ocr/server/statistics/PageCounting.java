package org.kalanjiyam.ocr.server.statistics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.dispatch.Workers;
import org.kalanjiyam.ocr.server.statistics.TrackingHistory.Moment;
import org.kalanjiyam.ocr.server.task.PagesEnded;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;
import org.kalanjiyam.ocr.server.task.QueueDepth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Counts the pages that end here, in memory, and adds them to the {@link TrackingHistory} every
 * {@value #EVERY_MILLIS} ms: a page costs an addition, and a server that is killed forgets less
 * than a minute of its statistics, never of its work.
 */
@Component
class PageCounting {
  private static final Logger log = LoggerFactory.getLogger(PageCounting.class);
  private static final long EVERY_MILLIS = 30_000;
  private static final long HOUR_MILLIS = 3_600_000;

  private final TrackingHistory history;
  private final WorkerActivity activity;
  private final QueueDepth queues;
  private final Workers workers;
  private final Clock clock;
  private Map<String, PageTally> tallies = new HashMap<>();
  private Map<String, WorkerTally> byWorker = new HashMap<>();

  PageCounting(
      TrackingHistory history,
      WorkerActivity activity,
      QueueDepth queues,
      Workers workers,
      Clock clock) {
    this.activity = activity;
    this.history = history;
    this.queues = queues;
    this.workers = workers;
    this.clock = clock;
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  synchronized void on(PagesEnded event) {
    PageTally tally = tallies.computeIfAbsent(event.task().engine(), key -> new PageTally());
    event.pages().forEach(tally::add);
    Instant now = clock.instant();
    for (EndedPage page : event.pages()) {
      String worker = page.worker();
      if (worker != null) {
        byWorker
            .computeIfAbsent(worker, key -> new WorkerTally())
            .add(event.task().id(), page, now);
      }
    }
  }

  private synchronized Map<String, PageTally> take() {
    Map<String, PageTally> taken = tallies;
    tallies = new HashMap<>();
    return taken;
  }

  private synchronized Map<String, WorkerTally> takeWorkers() {
    Map<String, WorkerTally> taken = byWorker;
    byWorker = new HashMap<>();
    return taken;
  }

  @Scheduled(fixedDelay = EVERY_MILLIS)
  void write() {
    Map<String, PageTally> taken = take();
    Map<String, WorkerTally> workersTaken = takeWorkers();
    try {
      Instant now = clock.instant();
      Map<String, Moment> moments = moments(now);
      moments.keySet().forEach(engine -> taken.computeIfAbsent(engine, key -> new PageTally()));
      history.add(now, taken, moments);
      activity.add(now, workersTaken);
    } catch (DataAccessException | TransactionException e) {
      log.debug("Statistics of half a minute are lost: {}", e.getMessage());
    }
  }

  @EventListener(ContextClosedEvent.class)
  void writeTheLast() {
    write();
  }

  @Scheduled(fixedDelay = HOUR_MILLIS)
  void forget() {
    try {
      history.forgetOld(clock.instant());
    } catch (DataAccessException | TransactionException e) {
      log.debug("Old statistics are deleted later: {}", e.getMessage());
    }
  }

  private Map<String, Moment> moments(Instant now) {
    Map<String, Moment> moments = new HashMap<>();
    Map<String, Integer> busy = workers.busySlots();
    workers
        .slots()
        .forEach(
            (engine, slots) ->
                moments.put(engine, new Moment(slots, busy.getOrDefault(engine, 0), 0)));
    queues
        .now()
        .forEach(
            queue ->
                moments.merge(
                    queue.engine(),
                    new Moment(0, 0, age(queue.oldest(), now)),
                    (a, b) -> new Moment(a.slots(), a.busy(), b.oldestSeconds())));
    return moments;
  }

  private static int age(@Nullable Instant since, Instant now) {
    return since == null ? 0 : (int) Math.max(0, Duration.between(since, now).toSeconds());
  }
}
