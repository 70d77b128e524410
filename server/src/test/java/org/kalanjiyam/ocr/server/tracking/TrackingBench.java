package org.kalanjiyam.ocr.server.tracking;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/**
 * Our half of {@code bench/tracking/run}: what a status poll and a clear cost in Redis. Prints the
 * number of commands that clients sent and the median of the milliseconds.
 */
final class TrackingBench {
  private static final int ROUNDS = 201;

  private TrackingBench() {}

  public static void main(String[] args) {
    RedisLink link = new RedisLink(args[0]);
    Records records = new Records(link);
    int size = Integer.parseInt(args[2]);
    try (RedisClient client = RedisClient.create(args[0])) {
      RedisCommands<String, String> redis = client.connect().sync();
      redis.flushall();
      records.cameBack();
      switch (args[1]) {
        case "poll" -> poll(records, redis, size);
        case "clear" -> clear(records, redis, size);
        default -> throw new IllegalArgumentException("poll or clear, not " + args[1]);
      }
    } finally {
      link.destroy();
    }
  }

  private static void poll(Records records, RedisCommands<String, String> redis, int pages) {
    Task task = task(0, TaskStatus.PROGRESS, pages);
    put(records, task);
    report(redis, () -> records.progress(task.id()).orElseThrow());
  }

  private static void clear(Records records, RedisCommands<String, String> redis, int live) {
    for (int i = 0; i < live; i++) {
      put(records, task(i, TaskStatus.PROGRESS, 100));
    }
    int[] next = {live};
    report(
        redis,
        () -> {
          Task task = task(next[0]++, TaskStatus.SUCCESS, 100);
          records.end(TaskRecord.of(task), progress(task));
        });
  }

  private static void report(RedisCommands<String, String> redis, Runnable step) {
    double[] millis = new double[ROUNDS];
    step.run();
    long before = commands(redis);
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      step.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    long each = Math.round((commands(redis) - before - 1) / (double) ROUNDS);
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT, "{\"commands\": %d, \"millis\": %.3f}%n", each, millis[ROUNDS / 2]);
  }

  /** Round trips that Redis served: what scripts call inside is no round trip. */
  private static long commands(RedisCommands<String, String> redis) {
    return redis
        .info("commandstats")
        .lines()
        .filter(line -> line.matches("cmdstat_(eval|evalsha|hgetall|get|getrange|info):.*"))
        .filter(line -> !line.startsWith("cmdstat_get:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*?calls=(\\d+),.*", "$1")))
        .sum();
  }

  private static void put(Records records, Task task) {
    records.put(TaskRecord.of(task), progress(task));
  }

  private static Progress progress(Task task) {
    return Progress.of(task, org.kalanjiyam.ocr.server.progress.Estimate.UNKNOWN);
  }

  private static Task task(int number, TaskStatus status, int pages) {
    Instant now = Instant.EPOCH;
    return new Task(
        new UUID(0x7000L, number),
        1L,
        "book-" + number,
        "tesseract",
        "eng",
        "",
        Scope.UNEDITED,
        Priority.NORMAL,
        status,
        null,
        new PageCounts(pages, pages, 0, 0, 0, 0, 0),
        1,
        null,
        1,
        "somebody",
        now,
        now,
        now,
        status.active() ? null : now);
  }
}
