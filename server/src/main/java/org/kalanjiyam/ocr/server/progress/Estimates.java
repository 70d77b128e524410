package org.kalanjiyam.ocr.server.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.springframework.stereotype.Component;

/** Estimates the time left from what the task itself has done so far. Thread-safe. */
@Component
public class Estimates {
  private static final int FEWEST_PAGES = 3;
  private static final double SPREAD = 0.3;

  private final Clock clock;

  Estimates(Clock clock) {
    this.clock = clock;
  }

  /** How the task gets on now. */
  public Estimate of(Task task) {
    Instant begun = task.begunAt();
    int read = task.counts().done() + task.counts().failed();
    if (begun == null || read < FEWEST_PAGES) {
      return Estimate.UNKNOWN;
    }
    Instant until = task.finishedAt() == null ? clock.instant() : task.finishedAt();
    double seconds = Math.max(0.001, Duration.between(begun, until).toMillis() / 1000.0);
    double perMinute = Math.round(read / seconds * 600) / 10.0;
    if (task.status() != TaskStatus.PROGRESS) {
      return new Estimate(perMinute, null, null, null);
    }
    int left = task.counts().queued() + task.counts().active();
    double middle = left * seconds / read;
    return new Estimate(
        perMinute,
        Math.round(middle),
        Math.round(middle * (1 - SPREAD)),
        Math.round(middle * (1 + SPREAD)));
  }
}
