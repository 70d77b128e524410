package org.kalanjiyam.ocr.server.tracking;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.api.sync.RedisCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.server.tracking.TaskRecord.Reading;
import org.springframework.stereotype.Component;

/**
 * The records of running tasks in Redis. All of the product's keys, and each with its commands:
 *
 * <ul>
 *   <li>{@code ocr_task:{project_slug}}: JSON object {@code {task_id, engine, started_at,
 *       project_slug}}, expires after 86,400 s. Read by {@code GETRANGE key 0 4096}. Written and
 *       refreshed by the script {@link #PUT}, removed by {@link #END} (only if it is that task's)
 *       and by {@link #REMOVE} (only if it still has that value).
 *   <li>{@code ocr_progress:{task_id}}: a hash of the task's counts, see {@link Progress}; expires
 *       after 86,400 s, and 3,600 s after the task's end. Read by {@code HGETALL}. Each write is
 *       also published as JSON on the channel of the same name.
 *   <li>{@code ocr_tracking}: says that the records are there; if it is gone, Redis was emptied and
 *       they are all written again.
 * </ul>
 *
 * <p>Every write is one script, those of a transaction go out in one round trip, and every script
 * runs in constant time: no {@code KEYS}, no {@code SCAN}. A progress record of a newer version
 * refuses an older one, so writes may be late or doubled.
 */
@Component
class Records {
  private static final int LARGEST_RECORD = 4096;
  private static final String PRESENT = "ocr_tracking";

  /**
   * Writes progress unless a newer version is there, then runs {@code %s}. KEYS: task record,
   * progress record. ARGV: version, event, expiry of the progress record, task record's value, task
   * id, whether the time left is known (yes, no), then the hash's fields and values. Returns 1 if
   * written, 0 if refused. A full Redis refuses the first write, before anything has changed.
   */
  private static final String WRITE =
      """
      local stored = redis.pcall('HGET', KEYS[2], 'version')
      if type(stored) == 'string' and tonumber(stored) and tonumber(stored) > tonumber(ARGV[1]) then
        return 0
      end
      if type(stored) == 'table' then
        redis.call('DEL', KEYS[2])
      end
      redis.call('HSET', KEYS[2], unpack(ARGV, 7))
      if ARGV[6] == 'no' then
        redis.call('HDEL', KEYS[2], 'eta_seconds')
      end
      redis.call('EXPIRE', KEYS[2], ARGV[3])
      %s
      redis.call('PUBLISH', KEYS[2], ARGV[2])
      return 1
      """;

  private static final Script PUT =
      new Script(WRITE.formatted("redis.call('SET', KEYS[1], ARGV[4], 'EX', 86400)"));

  /** For a task that does not make its project's texts: it has no task record. */
  private static final Script PUT_PROGRESS = new Script(WRITE.formatted(""));

  private static final Script END =
      new Script(
          """
          local raw = redis.pcall('GET', KEYS[1])
          if type(raw) == 'string' and #raw <= 4096 then
            local fine, record = pcall(cjson.decode, raw)
            if fine and type(record) == 'table' and record.task_id == ARGV[5] then
              redis.call('DEL', KEYS[1])
            end
          end
          """
              + WRITE.formatted(""));

  /** Removes a task record if it still starts with, and is as long as, what was read. */
  private static final Script REMOVE =
      new Script(
          """
          if redis.call('TYPE', KEYS[1]).ok ~= 'string' then
            return redis.call('DEL', KEYS[1])
          end
          if redis.call('GETRANGE', KEYS[1], 0, 4096) == ARGV[1] then
            return redis.call('DEL', KEYS[1])
          end
          return 0
          """);

  private static final Script MARK =
      new Script(
          """
          if redis.call('EXISTS', KEYS[1]) == 1 then
            return 0
          end
          redis.call('SET', KEYS[1], '1')
          return 1
          """);

  private static final String DAY = "86400";
  private static final String HOUR = "3600";

  private final RedisLink redis;

  Records(RedisLink redis) {
    this.redis = redis;
  }

  static String taskKey(String slug) {
    return "ocr_task:" + slug;
  }

  static String progressKey(UUID taskId) {
    return "ocr_progress:" + taskId;
  }

  /** Writes an active task's two records and its event in one command; does not wait. */
  CompletableFuture<Boolean> put(TaskRecord record, Progress progress) {
    return write(PUT, DAY, record, progress);
  }

  /** Writes the progress of an active task that has no task record; does not wait. */
  CompletableFuture<Boolean> putProgress(TaskRecord record, Progress progress) {
    return write(PUT_PROGRESS, DAY, record, progress);
  }

  /** Removes an ended task's record, and writes its last progress; does not wait. */
  CompletableFuture<Boolean> end(TaskRecord record, Progress progress) {
    return write(END, HOUR, record, progress);
  }

  private CompletableFuture<Boolean> write(
      Script script, String expiry, TaskRecord record, Progress progress) {
    List<byte[]> arguments = new ArrayList<>();
    arguments.add(utf8("" + progress.version()));
    arguments.add(utf8(progress.json()));
    arguments.add(utf8(expiry));
    arguments.add(utf8(record.json()));
    arguments.add(utf8(record.taskId().toString()));
    arguments.add(utf8(progress.fields().containsKey("eta_seconds") ? "yes" : "no"));
    progress
        .fields()
        .forEach(
            (field, value) -> {
              arguments.add(utf8(field));
              arguments.add(utf8(value.toString()));
            });
    List<String> keys = List.of(taskKey(record.projectSlug()), progressKey(record.taskId()));
    return redis
        .send(commands -> script.run(commands, keys, arguments))
        .thenApply(Optional::isPresent);
  }

  /** Reads a project's task record, in one round trip; empty if Redis is away. */
  Optional<Reading> read(String slug) {
    return redis.ask(
        commands -> {
          try {
            byte[] raw = commands.getrange(taskKey(slug), 0, LARGEST_RECORD);
            return TaskRecord.read(raw, slug, LARGEST_RECORD);
          } catch (io.lettuce.core.RedisCommandExecutionException e) {
            if (String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
              return new Reading.Corrupt(new byte[0], "it is not a string");
            }
            throw e;
          }
        });
  }

  /** Removes a project's task record if it is still the one that was read. */
  void remove(String slug, byte[] raw) {
    redis.send(commands -> REMOVE.run(commands, List.of(taskKey(slug)), List.of(raw))).join();
  }

  /** Reads a task's progress record, in one round trip; empty if Redis is away or has none. */
  Optional<Map<String, String>> progress(UUID taskId) {
    return redis
        .ask(commands -> hash(commands, progressKey(taskId)))
        .filter(fields -> !fields.isEmpty());
  }

  private static Map<String, String> hash(RedisCommands<String, byte[]> commands, String key) {
    try {
      return commands.hgetall(key).entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, e -> new String(e.getValue(), UTF_8)));
    } catch (io.lettuce.core.RedisCommandExecutionException e) {
      if (String.valueOf(e.getMessage()).startsWith("WRONGTYPE")) {
        return Map.of();
      }
      throw e;
    }
  }

  /** Whether Redis was emptied since it was last asked; says so once. */
  boolean wasEmptied() {
    return redis.send(commands -> MARK.run(commands, List.of(PRESENT), List.of())).join().orElse(0L)
        == 1;
  }

  /** Whether Redis has just come back after an outage. */
  boolean cameBack() {
    return redis.probe(commands -> commands.set(PRESENT, utf8("1")));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
