package org.kalanjiyam.ocr.server.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.springframework.stereotype.Component;

/**
 * The worker processes that announce themselves, as this server hears them. Thread-safe; holds a
 * worker for {@link #GONE} after its last word, and counts its slots for {@link #SILENT}.
 */
@Component
public class Workers {
  /** A worker not heard of for so long has no slots any more. */
  static final Duration SILENT = Duration.ofSeconds(12);

  /** A worker not heard of for so long is forgotten. */
  static final Duration GONE = Duration.ofMinutes(10);

  private static final int MOST_SLOTS = 1000;

  /** More are not remembered: names are what their senders say. */
  private static final int MOST_WORKERS = 10_000;

  private final Map<String, Heard> heard = new ConcurrentHashMap<>();
  private final Clock clock;

  Workers(Clock clock) {
    this.clock = clock;
  }

  /** What a worker said last, and when. */
  public record Heard(WorkerAnnouncement announcement, Instant at, boolean silent) {}

  /** All workers known, by host and name; silent ones among them. */
  public List<Heard> all() {
    Instant now = clock.instant();
    heard.values().removeIf(worker -> worker.at().plus(GONE).isBefore(now));
    return heard.values().stream()
        .map(w -> new Heard(w.announcement(), w.at(), w.at().plus(SILENT).isBefore(now)))
        .sorted(
            Comparator.comparing((Heard worker) -> worker.announcement().host())
                .thenComparing(worker -> worker.announcement().worker()))
        .toList();
  }

  /** Workers of an engine that were heard of just now. */
  public List<WorkerAnnouncement> live(String engine) {
    return live().stream().filter(worker -> worker.engine().equals(engine)).toList();
  }

  /** Pages that can be read at a time, by engine. */
  public Map<String, Integer> slots() {
    return slotsByEngine();
  }

  /** Pages that are read now, by engine. */
  public Map<String, Integer> busySlots() {
    return live().stream()
        .collect(
            Collectors.groupingBy(
                WorkerAnnouncement::engine,
                Collectors.summingInt(worker -> worker.pages().size())));
  }

  /** Pages that can be read at a time, by engine. */
  Map<String, Integer> slotsByEngine() {
    return live().stream()
        .collect(
            Collectors.groupingBy(
                WorkerAnnouncement::engine, Collectors.summingInt(Workers::slots)));
  }

  /** However many a worker says it has: a sum of them must not overflow. */
  private static int slots(WorkerAnnouncement worker) {
    return Math.clamp(worker.slots(), 0, MOST_SLOTS);
  }

  /** Workers that were heard of just now. */
  List<WorkerAnnouncement> live() {
    return all().stream().filter(w -> !w.silent()).map(Heard::announcement).toList();
  }

  /**
   * Takes note of an announcement.
   *
   * @return true if the worker was not known, or silent
   */
  boolean hear(WorkerAnnouncement announcement) {
    if (announcement.leaving()) {
      heard.remove(announcement.worker());
      return false;
    }
    if (heard.size() >= MOST_WORKERS && !heard.containsKey(announcement.worker())) {
      return false;
    }
    Instant now = clock.instant();
    Heard before = heard.put(announcement.worker(), new Heard(announcement, now, false));
    return before == null || before.at().plus(SILENT).isBefore(now);
  }
}
