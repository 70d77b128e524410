package org.kalanjiyam.ocr.server.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.springframework.stereotype.Component;

/**
 * What was told of running tasks, a time in each tenth, until they end and their engine's {@link
 * Calibration} learns from it. In memory alone: after a restart ranges are as on a new site, and
 * soon fit again. Thread-safe.
 */
@Component
class Foretellings {
  private static final int MOST_TASKS = 2000;
  private static final int TENTHS = 10;

  private final Map<String, Calibration> byEngine = new ConcurrentHashMap<>();
  private final Map<UUID, @Nullable Told[]> told =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, @Nullable Told[]> eldest) {
          return size() > MOST_TASKS;
        }
      };

  private record Told(Instant at, double done, TimeLeft left) {}

  /** What ranges of an engine's tasks are made from. */
  Calibration of(String engine) {
    return byEngine.computeIfAbsent(engine, any -> new Calibration());
  }

  /** How much of a task is done, from 0 to 1. */
  static double done(Task task) {
    int left = task.counts().queued() + task.counts().active();
    int total = task.counts().total();
    return total == 0 ? 1 : (total - left) / (double) total;
  }

  /** Remembers the first that is told in each tenth of a task. */
  void tell(Task task, TimeLeft left, Instant now) {
    double done = done(task);
    int tenth = (int) (done * TENTHS + 1e-9);
    if (tenth < 1 || tenth >= TENTHS) {
      return;
    }
    synchronized (told) {
      @Nullable Told[] all = told.computeIfAbsent(task.id(), any -> new Told[TENTHS]);
      if (all[tenth] == null) {
        all[tenth] = new Told(now, done, left);
      }
    }
  }

  /** Forgets what was told and what was learned, as a restart does. */
  void forget() {
    synchronized (told) {
      told.clear();
    }
    byEngine.clear();
  }

  /** Somebody holds the task: when it ends says nothing of what was told. */
  void drop(Task task) {
    synchronized (told) {
      told.remove(task.id());
    }
  }

  /** Learns from a task that has ended. */
  void ended(Task task) {
    @Nullable Told[] all;
    synchronized (told) {
      all = told.remove(task.id());
    }
    Instant end = task.finishedAt();
    if (all == null || end == null || task.status() == TaskStatus.REVOKED) {
      return;
    }
    Calibration calibration = of(task.engine());
    for (int phase = 0; phase < Calibration.PHASES; phase++) {
      int wanted = phase;
      calibration.learn(
          phase,
          Arrays.stream(all)
              .filter(one -> one != null && Calibration.phase(one.done()) == wanted)
              .mapToDouble(one -> off(one, end))
              .toArray());
    }
  }

  private static double off(@Nullable Told told, Instant end) {
    return told == null ? 0 : told.left().off(Duration.between(told.at(), end).toMillis() / 1000.0);
  }
}
