package org.kalanjiyam.ocr.server.progress;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/**
 * A task that should get on and doesn't.
 *
 * @param silent time since anything changed
 * @param usual time between two pages till then; null where none has been read
 */
public record Stall(Duration silent, @Nullable Duration usual) {
  private static final Duration SHORTEST = Duration.ofSeconds(30);
  private static final int TIMES_THE_USUAL = 8;

  /**
   * Null if the task gets on, or need not.
   *
   * @param usual time between the ends of two pages; null where too few have been read
   */
  public static @Nullable Stall of(Task task, @Nullable Duration usual, Instant now) {
    Duration silent = Duration.between(task.updatedAt(), now);
    Duration patience = usual == null ? SHORTEST : usual.multipliedBy(TIMES_THE_USUAL);
    boolean waits = task.status() == TaskStatus.PENDING || task.status() == TaskStatus.PROGRESS;
    boolean tooLong = silent.compareTo(patience.compareTo(SHORTEST) > 0 ? patience : SHORTEST) > 0;
    return waits && tooLong ? new Stall(silent, usual) : null;
  }
}
