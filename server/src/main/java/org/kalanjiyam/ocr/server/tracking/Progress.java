package org.kalanjiyam.ocr.server.tracking;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kalanjiyam.ocr.server.progress.Estimate;
import org.kalanjiyam.ocr.server.task.Task;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fields of {@code ocr_progress:{task_id}}: strings and numbers, absolute values of one version
 * of the task; {@code eta_seconds} is absent while unknown.
 */
record Progress(long version, Map<String, Object> fields) {
  private static final JsonMapper JSON = JsonMapper.shared();

  static Progress of(Task task, Estimate estimate) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("status", task.status().name());
    fields.put("project_slug", task.projectSlug());
    fields.put("engine", task.engine());
    fields.put("language", task.language());
    fields.put("total", task.counts().total());
    fields.put("done", task.counts().done());
    fields.put("failed", task.counts().failed());
    fields.put("skipped", task.counts().skipped());
    fields.put("active", task.counts().active());
    fields.put("queued", task.counts().queued());
    fields.put("percent", task.counts().percent());
    Long seconds = estimate.seconds();
    if (seconds != null) {
      fields.put("eta_seconds", seconds);
    }
    fields.put("started_at", TaskRecord.iso(task.startedAt()));
    fields.put("updated_at", TaskRecord.iso(task.updatedAt()));
    fields.put("version", task.version());
    return new Progress(task.version(), fields);
  }

  String json() {
    return JSON.writeValueAsString(fields);
  }
}
