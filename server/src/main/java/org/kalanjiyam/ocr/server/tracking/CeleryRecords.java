package org.kalanjiyam.ocr.server.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our tasks in the form of Celery 5's Redis result backend with JSON, so that {@code
 * GroupResult.restore(task_id)} of an unchanged front end reads them:
 *
 * <ul>
 *   <li>{@code celery-taskset-meta-<task_id>}: the group and the ids of its page tasks
 *   <li>{@code celery-task-meta-<page_task_id>}: a page's state; missing reads as PENDING
 * </ul>
 *
 * <p>Both by {@code SETEX} with 86,400 s and a {@code PUBLISH} of the same body on a channel named
 * as the key, in one script; a SUCCESS is never overwritten.
 */
@Component
class CeleryRecords {
  /** A module that Python never imports: Celery then makes up the exception's class. */
  private static final String MODULE = "kalanjiyam_ocr";

  private static final DateTimeFormatter DATE_DONE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.shared();

  private static final Script STORE =
      new Script(
          """
          local stored = redis.pcall('GET', KEYS[1])
          if type(stored) == 'string' and string.find(stored, '"status":"SUCCESS"', 1, true) then
            return 0
          end
          redis.call('SETEX', KEYS[1], 86400, ARGV[1])
          redis.call('PUBLISH', KEYS[1], ARGV[1])
          return 1
          """);

  private final RedisLink redis;

  CeleryRecords(RedisLink redis) {
    this.redis = redis;
  }

  /** Id of a page's Celery task: the same whenever it is asked for. */
  static UUID pageTaskId(UUID taskId, int page) {
    return UUID.nameUUIDFromBytes((taskId + "/" + page).getBytes(UTF_8));
  }

  /** Writes the group. */
  void putGroup(UUID taskId, List<TaskPage> pages) {
    ArrayNode children = JSON.createArrayNode();
    for (TaskPage page : pages) {
      ArrayNode self = JSON.createArrayNode();
      self.add(pageTaskId(taskId, page.page()).toString()).addNull();
      children.addArray().add(self).addNull();
    }
    ObjectNode group = JSON.createObjectNode();
    ArrayNode result = group.putArray("result");
    result.addArray().add(taskId.toString()).addNull();
    result.add(children);
    store("celery-taskset-meta-" + taskId, group.toString());
  }

  /** Writes a page's state; a page that waits has none. */
  void putPage(UUID taskId, TaskPage page) {
    switch (page.status()) {
      case QUEUED ->
          redis.ask(
              commands -> commands.del("celery-task-meta-" + pageTaskId(taskId, page.page())));
      case ACTIVE -> store(taskId, page, "STARTED", started(page), null);
      case DONE, SKIPPED -> store(taskId, page, "SUCCESS", null, page.endedAt());
      case FAILED ->
          store(
              taskId,
              page,
              "FAILURE",
              exception("OcrFailed", page.reason() == null ? "" : page.reason()),
              page.endedAt());
      case REVOKED ->
          store(taskId, page, "REVOKED", exception("TaskRevokedError", "revoked"), page.endedAt());
    }
  }

  private void store(
      UUID taskId,
      TaskPage page,
      String status,
      @Nullable ObjectNode result,
      @Nullable Instant done) {
    UUID id = pageTaskId(taskId, page.page());
    ObjectNode body = JSON.createObjectNode();
    body.put("status", status);
    if (result == null) {
      body.putNull("result");
    } else {
      body.set("result", result);
    }
    body.putNull("traceback");
    body.putArray("children");
    if (done == null) {
      body.putNull("date_done");
    } else {
      body.put("date_done", DATE_DONE.format(done));
    }
    body.put("group_id", taskId.toString());
    body.put("task_id", id.toString());
    store("celery-task-meta-" + id, body.toString());
  }

  private static ObjectNode started(TaskPage page) {
    ObjectNode result = JSON.createObjectNode();
    result.put("pid", 0);
    result.put("hostname", page.worker());
    return result;
  }

  private static ObjectNode exception(String type, String message) {
    ObjectNode result = JSON.createObjectNode();
    result.put("exc_type", type);
    result.putArray("exc_message").add(message);
    result.put("exc_module", MODULE);
    return result;
  }

  private void store(String key, String body) {
    redis.send(commands -> STORE.run(commands, List.of(key), List.of(body.getBytes(UTF_8)))).join();
  }
}
