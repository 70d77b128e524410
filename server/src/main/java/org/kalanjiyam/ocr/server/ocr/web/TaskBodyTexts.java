package org.kalanjiyam.ocr.server.ocr.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.progress.TaskBody;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bodies of tasks as JSON, written once for all who watch: the newest version of each task that was
 * asked for lately. Thread-safe.
 */
@Component
class TaskBodyTexts {
  private static final int MOST = 500;

  private final Estimates estimates;
  private final JsonMapper json;
  private final Map<UUID, Text> newest =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Text> eldest) {
          return size() > MOST;
        }
      };

  TaskBodyTexts(Estimates estimates, JsonMapper json) {
    this.estimates = estimates;
    this.json = json;
  }

  private record Text(long version, String json) {}

  /** The body of a task; of those who ask for the same version at once, one writes it. */
  String of(Task task) {
    synchronized (newest) {
      Text known = newest.get(task.id());
      if (known != null && known.version() == task.version()) {
        return known.json();
      }
    }
    String text = json.writeValueAsString(TaskBody.of(task, estimates.of(task)));
    synchronized (newest) {
      newest.merge(
          task.id(),
          new Text(task.version(), text),
          (a, b) -> a.version() > b.version() ? a : b);
    }
    return text;
  }
}
