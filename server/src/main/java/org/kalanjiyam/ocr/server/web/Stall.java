package org.kalanjiyam.ocr.server.web;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.task.Task;

/**
 * A task that should get on and doesn't.
 *
 * @param silent time since anything changed
 * @param usual time between two pages till then; null where none has been read
 */
record Stall(Duration silent, @Nullable Duration usual) {
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final int TIMES_THE_USUAL = 8;

  /** Null if the task gets on, or need not. */
  static @Nullable Stall of(Task task, Estimate estimate, Instant now) {
    Duration silent = Duration.between(task.updatedAt(), now);
    Double perMinute = estimate.pagesPerMinute();
    Duration usual =
        perMinute == null || perMinute <= 0
            ? null
            : Duration.ofMillis(Math.round(60_000 / perMinute));
    Duration patience = usual == null ? SHORTEST : usual.multipliedBy(TIMES_THE_USUAL);
    boolean waits =
        switch (task.status()) {
          case PENDING, PROGRESS -> true;
          case PAUSED, SUCCESS, FAILURE, REVOKED -> false;
        };
    boolean tooLong = silent.compareTo(patience.compareTo(SHORTEST) > 0 ? patience : SHORTEST) > 0;
    return waits && tooLong ? new Stall(silent, usual) : null;
  }
}
