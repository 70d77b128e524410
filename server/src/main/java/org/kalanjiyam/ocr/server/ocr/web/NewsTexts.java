package org.kalanjiyam.ocr.server.ocr.web;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.progress.PageBody;
import org.kalanjiyam.ocr.server.tracking.ProgressSubscriber.News;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events, as they go over the wire. What is new of a task is written once for all who
 * know the same of it, for thousands may watch one task. Thread-safe.
 */
@Component
class NewsTexts {
  private static final int MOST = 200;

  /** What somebody missed who comes back after long may be long, and is nobody else's. */
  private static final int LONGEST = 32_000;

  private final TaskBodyTexts bodies;
  private final JsonMapper json;
  private final Map<Step, byte[]> newest =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Step, byte[]> eldest) {
          return size() > MOST;
        }
      };

  NewsTexts(TaskBodyTexts bodies, JsonMapper json) {
    this.bodies = bodies;
    this.json = json;
  }

  /** From what is known of a task to what is new. */
  private record Step(UUID task, long from, long to) {}

  /**
   * A {@code page} for each page that ended, then {@code progress}.
   *
   * @param known the version that whoever is told knows already
   * @return shared: not to be changed
   */
  byte[] of(long known, News news) {
    Step step = new Step(news.task().id(), known, news.task().version());
    synchronized (newest) {
      byte[] written = newest.get(step);
      if (written != null) {
        return written;
      }
    }
    StringBuilder text = new StringBuilder();
    for (var page : news.ended()) {
      Long version = page.endedVersion();
      text.append(event("page", version, json.writeValueAsString(PageBody.of(page))));
    }
    text.append(event("progress", news.task().version(), bodies.of(news.task())));
    byte[] written = text.toString().getBytes(StandardCharsets.UTF_8);
    if (written.length <= LONGEST) {
      synchronized (newest) {
        newest.put(step, written);
      }
    }
    return written;
  }

  /** One event. */
  static byte[] bytes(String event, long id, String body) {
    return event(event, id, body).getBytes(StandardCharsets.UTF_8);
  }

  private static String event(String event, @Nullable Long id, String body) {
    return "event: " + event + "\nid: " + id + "\ndata: " + body + "\n\n";
  }
}
