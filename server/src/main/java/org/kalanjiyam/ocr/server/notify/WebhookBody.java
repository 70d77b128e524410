package org.kalanjiyam.ocr.server.notify;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.http.PublicAddress;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of a webhook. Thread-safe. */
@Component
final class WebhookBody {
  private final String publicUrl;

  WebhookBody(PublicAddress address) {
    this.publicUrl = address.configured().orElse("");
  }

  /** By the Standard Webhooks: type, timestamp, data. */
  String json(UUID id, Task task, TaskEvent event, @Nullable String detail, Instant now) {
    var counts = task.counts();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("task_id", task.id().toString());
    data.put("project_slug", task.projectSlug());
    data.put("engine", task.engine());
    data.put("language", task.language());
    data.put("status", task.status().name());
    data.put("total", counts.total());
    data.put("done", counts.done());
    data.put("failed", counts.failed());
    data.put("skipped", counts.skipped());
    data.put("started_by", task.startedByName());
    data.put("started_at", task.startedAt().toString());
    data.put("finished_at", task.finishedAt() == null ? null : task.finishedAt().toString());
    data.put("detail", detail);
    if (!publicUrl.isEmpty()) {
      data.put("url", publicUrl + "/tasks/" + task.id());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id.toString());
    body.put("type", event.type());
    body.put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
    body.put("data", data);
    return JsonMapper.shared().writeValueAsString(body);
  }
}
