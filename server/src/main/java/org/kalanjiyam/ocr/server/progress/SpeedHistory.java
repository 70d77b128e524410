package org.kalanjiyam.ocr.server.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskWork;
import org.kalanjiyam.ocr.server.task.TaskWork.PageRead;
import org.kalanjiyam.ocr.server.task.TaskWork.Work;
import org.springframework.stereotype.Component;

/**
 * The pace of each task, and that of engines and languages before. Reads from SQL just the pages
 * that ended since it looked last, and none if the task has not changed; after a restart the newest
 * ones. Thread-safe.
 */
@Component
class SpeedHistory {
  private static final int MOST_TASKS = 2000;
  private static final int MOST_LANGUAGES = 500;
  private static final int ENOUGH = 20;
  private static final long MOMENT_NANOS = 250_000_000;
  private static final Duration SOON_OLD = Duration.ofSeconds(1);
  private static final Duration OLD = Duration.ofMinutes(1);

  private final TaskWork work;
  private final Clock clock;
  private final Map<UUID, Seen> tasks = lastUsed(MOST_TASKS);
  private final Map<String, Known> before = lastUsed(MOST_LANGUAGES);

  SpeedHistory(TaskWork work, Clock clock) {
    this.work = work;
    this.clock = clock;
  }

  /**
   * What is seen of a task.
   *
   * @param nanos when it was seen
   * @param lastDelay until when the last page between two attempts waits; null if none does
   * @param pace from its own pages; null if it has read none
   * @param pages that it is told from
   */
  record Seen(
      long version,
      long nanos,
      int pagesLeft,
      double megapixelsLeft,
      @Nullable Instant lastDelay,
      @Nullable RecognitionSpeed pace,
      List<RecognitionSpeed.Sample> newest) {

    /** As if the pages that ended since had been of the usual size. */
    Seen at(Task task) {
      int left = task.counts().queued() + task.counts().active();
      double size = pagesLeft == 0 ? 0 : megapixelsLeft / pagesLeft;
      return new Seen(version, nanos, left, left * size, lastDelay, pace, newest);
    }
  }

  /** What was known at a moment; little is soon more. */
  private record Known(Instant at, Optional<RecognitionSpeed> pace) {
    Duration lasts() {
      return pace.filter(one -> one.weight() >= ENOUGH).isPresent() ? OLD : SOON_OLD;
    }
  }

  /** The task as it was a moment ago, at the most. */
  Seen recent(Task task) {
    Seen seen = remembered(task.id());
    return seen != null && System.nanoTime() - seen.nanos() < MOMENT_NANOS
        ? seen.at(task)
        : of(task);
  }

  /** The task as it is now. */
  Seen of(Task task) {
    Seen seen = remembered(task.id());
    if (seen != null && seen.version() >= task.version()) {
      return seen;
    }
    Seen newer = read(task.id(), seen);
    synchronized (tasks) {
      tasks.merge(task.id(), newer, (a, b) -> a.version() > b.version() ? a : b);
    }
    return newer;
  }

  void forget() {
    synchronized (tasks) {
      tasks.clear();
    }
    synchronized (before) {
      before.clear();
    }
  }

  /** The task's own pace as it was known last. */
  Optional<RecognitionSpeed> known(UUID task) {
    return Optional.ofNullable(remembered(task)).map(Seen::pace);
  }

  /** The pace of an engine in a language, from the newest pages that it read here. */
  Optional<RecognitionSpeed> before(String engine, String language) {
    String key = engine + " " + language;
    Instant now = clock.instant();
    synchronized (before) {
      Known known = before.get(key);
      if (known != null && known.at().plus(known.lasts()).isAfter(now)) {
        return known.pace();
      }
    }
    Optional<RecognitionSpeed> pace =
        RecognitionSpeed.of(
            samples(work.newest(engine, language, RecognitionSpeed.MOST)), RecognitionSpeed.MOST);
    synchronized (before) {
      before.put(key, new Known(now, pace));
    }
    return pace;
  }

  private @Nullable Seen remembered(UUID task) {
    synchronized (tasks) {
      return tasks.get(task);
    }
  }

  private Seen read(UUID task, @Nullable Seen seen) {
    Optional<Work> found = work.of(task, seen == null ? 0 : seen.version(), RecognitionSpeed.MOST);
    if (found.isEmpty()) {
      return new Seen(0, System.nanoTime(), 0, 0, null, null, List.of());
    }
    List<RecognitionSpeed.Sample> newest = new ArrayList<>(samples(found.get().read()));
    if (seen != null) {
      newest.addAll(seen.newest());
    }
    List<RecognitionSpeed.Sample> kept =
        List.copyOf(newest.subList(0, Math.min(RecognitionSpeed.MOST, newest.size())));
    return new Seen(
        found.get().version(),
        System.nanoTime(),
        found.get().pagesLeft(),
        found.get().pixelsLeft() / 1e6,
        found.get().lastDelay(),
        RecognitionSpeed.of(kept, found.get().pagesLeft()).orElse(null),
        kept);
  }

  private static List<RecognitionSpeed.Sample> samples(List<PageRead> pages) {
    return pages.stream()
        .map(
            page ->
                new RecognitionSpeed.Sample(page.endedAt(), page.seconds(), page.pixels() / 1e6))
        .toList();
  }

  private static <K, V> Map<K, V> lastUsed(int most) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
      }
    };
  }
}
