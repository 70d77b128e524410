package org.kalanjiyam.ocr.worker;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.work.WorkerAnnouncement.Predecessor;

/**
 * How a supervisor tells a worker process what became of the one before it: {@code
 * KALANJIYAM_PREDECESSOR} has its name, a blank, and what it died of.
 */
final class Predecessors {
  static final String VARIABLE = "KALANJIYAM_PREDECESSOR";

  private Predecessors() {}

  static @Nullable Predecessor fromEnvironment(Map<String, String> environment) {
    String[] parts = environment.getOrDefault(VARIABLE, "").split(" ", 2);
    return parts.length == 2 ? new Predecessor(parts[0], parts[1]) : null;
  }
}
