package org.kalanjiyam.ocr.server.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.progress.SpeedHistory.Seen;
import org.kalanjiyam.ocr.server.task.EngineQueues;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Estimates the time left: from how fast the newest pages of the task were read (and, before it has
 * read some, those of the same engine and language before), what is left of it, and the slots that
 * work for it beside the other tasks. Costs the same whatever the size of the book. Thread-safe.
 */
@Component
public class Estimates {
  private static final Logger log = LoggerFactory.getLogger(Estimates.class);
  private static final int FEWEST_PAGES = 3;

  private final SpeedHistory paces;
  private final Slots slots;
  private final Foretellings foretellings;
  private final EngineQueues queues;
  private final Clock clock;

  Estimates(
      SpeedHistory paces,
      Slots slots,
      Foretellings foretellings,
      EngineQueues queues,
      Clock clock) {
    this.foretellings = foretellings;
    this.queues = queues;
    this.paces = paces;
    this.slots = slots;
    this.clock = clock;
  }

  /** How the task gets on now; unknown where the database does not answer. */
  public Estimate of(Task task) {
    try {
      if (task.active()) {
        return ofActive(task, paces.of(task));
      }
      foretellings.ended(task);
      return new Estimate(onTheWhole(task), null, null, null);
    } catch (DataAccessException e) {
      log.debug("No time left can be told for task {}: {}", task.id(), e.getMessage());
      return Estimate.UNKNOWN;
    }
  }

  /**
   * How a task that has just changed gets on. Of pages that end fast, many are looked at together,
   * so that this costs hardly anything for each of them.
   */
  public Estimate ofMoving(Task task) {
    try {
      return task.status() == TaskStatus.PROGRESS ? ofActive(task, paces.recent(task)) : of(task);
    } catch (DataAccessException e) {
      log.debug("No time left can be told for task {}: {}", task.id(), e.getMessage());
      return Estimate.UNKNOWN;
    }
  }

  /** Forgets what it knows, as a restart does: all of it is asked from SQL again. */
  public void forget() {
    paces.forget();
    slots.forget();
  }

  /** Forgets besides what ended tasks have taught it, which SQL does not have. */
  public void forgetAll() {
    forget();
    foretellings.forget();
  }

  private Estimate ofActive(Task task, Seen seen) {
    EngineQueues.Held held = queues.held(task.engine()).orElse(null);
    return ofActive(task, seen, held).with(held);
  }

  private Estimate ofActive(Task task, Seen seen, EngineQueues.@Nullable Held held) {
    RecognitionSpeed own = seen.pace();
    Duration every = own == null ? null : own.every();
    Double perMinute = every == null ? null : rounded(60_000.0 / Math.max(1, every.toMillis()));
    Instant now = clock.instant();
    boolean queuePaused = held != null && held.state() == EngineQueues.State.PAUSED;
    if (queuePaused || task.status() == TaskStatus.PAUSED) {
      foretellings.drop(task);
    }
    Stall stall = queuePaused ? null : Stall.of(task, every, now);
    if (queuePaused || task.status() == TaskStatus.PAUSED || stall != null) {
      return new Estimate(perMinute, null, null, null, stall);
    }
    return pace(task, seen)
        .flatMap(pace -> left(task, seen, pace))
        .map(left -> tell(task, left, now))
        .map(left -> left.after(passed(Duration.between(task.updatedAt(), now), every)))
        .map(left -> left.notBefore(lastDelay(seen, now)))
        .map(left -> estimate(perMinute, left))
        .orElseGet(() -> new Estimate(perMinute, null, null, null));
  }

  /** How long the last page between two attempts still waits, in seconds. */
  private static double lastDelay(Seen seen, Instant now) {
    Instant then = seen.lastDelay();
    return then == null ? 0 : Duration.between(now, then).toMillis() / 1000.0;
  }

  /** What the time left is told from; empty as long as that would be guessing. */
  private Optional<RecognitionSpeed> pace(Task task, Seen seen) {
    return RecognitionSpeed.toTellFrom(
        seen.pace(), seen.newest().size(), () -> paces.before(task.engine(), task.language()));
  }

  private TimeLeft tell(Task task, TimeLeft left, Instant now) {
    foretellings.tell(task, left, now);
    return left;
  }

  private Optional<TimeLeft> left(Task task, Seen seen, RecognitionSpeed pace) {
    int pages = task.counts().queued() + task.counts().active();
    Calibration.Seen before = foretellings.of(task.engine()).at(Foretellings.done(task));
    return slots
        .of(task, pace)
        .map(
            share ->
                TimeLeft.of(
                    new TimeLeft.Known(
                        seen.megapixelsLeft(), pages, pace, share.slots(), share.shared()),
                    before));
  }

  /** Time goes on between two pages too, but no further than the next page is due. */
  private static double passed(Duration passed, @Nullable Duration every) {
    double most = every == null ? 0 : every.toMillis() / 1000.0;
    return Math.clamp(passed.toMillis() / 1000.0, 0, most);
  }

  static Estimate estimate(@Nullable Double perMinute, TimeLeft left) {
    return new Estimate(
        perMinute,
        Math.round(left.middle()),
        (long) Math.floor(left.low()),
        (long) Math.ceil(left.high()));
  }

  private static @Nullable Double onTheWhole(Task task) {
    Instant begun = task.begunAt();
    Instant end = task.finishedAt();
    int read = task.counts().done() + task.counts().failed();
    if (begun == null || end == null || read < FEWEST_PAGES) {
      return null;
    }
    double seconds = Math.max(0.001, Duration.between(begun, end).toMillis() / 1000.0);
    return rounded(read * 60 / seconds);
  }

  private static double rounded(double perMinute) {
    return Math.round(perMinute * 10) / 10.0;
  }
}
