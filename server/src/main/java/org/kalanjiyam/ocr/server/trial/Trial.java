package org.kalanjiyam.ocr.server.trial;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;

/**
 * Some set-ups tried on the same pages of a book.
 *
 * @param id UUID version 7, so that ids sort by time
 * @param pages like {@code 1-3}
 * @param runs one of each set-up, in the order in which they were chosen
 */
public record Trial(
    UUID id,
    long projectId,
    String pages,
    long startedBy,
    String startedByName,
    Instant startedAt,
    List<Run> runs) {
  public Trial {
    runs = List.copyOf(runs);
  }

  /**
   * A set-up's run.
   *
   * @param place from 1
   * @param task null if it did not start, or is no longer kept
   * @param refusal why it did not start; null if it did
   */
  public record Run(int place, Setup setup, @Nullable Task task, @Nullable String refusal) {}

  /** Whether some of it has not ended. */
  public boolean active() {
    return tasks().anyMatch(Task::active);
  }

  Stream<Task> tasks() {
    return runs.stream().map(Run::task).filter(Objects::nonNull).map(Objects::requireNonNull);
  }
}
