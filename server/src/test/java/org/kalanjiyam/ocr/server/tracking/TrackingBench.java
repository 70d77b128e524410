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
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStatus;

/**
 * Our half of {@code bench/tracking/run}: what a status poll and a clear cost in Redis. Prints the
 * medians of the commands that Redis ran, of the round trips and of the milliseconds.
 */
final class TrackingBench {
  private static final int ROUNDS = 201;

  private TrackingBench() {}

  public static void main(String[] args) {
    RedisLink link = new RedisLink(args[0], "");
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
    report(redis, () -> records.progress(task.id()).orElseThrow(), () -> {});
  }

  private static void clear(Records records, RedisCommands<String, String> redis, int live) {
    for (int i = 0; i < live; i++) {
      put(records, task(i, TaskStatus.PROGRESS, 100));
    }
    // Each round ends a task whose record is there, and puts it back before the next.
    int[] next = {0};
    report(
        redis,
        () -> {
          Task ended = task(next[0] % live, TaskStatus.SUCCESS, 100);
          records.end(TaskRecord.of(ended), progress(ended)).join();
        },
        () -> {
          Task cleared = task(next[0]++ % live, TaskStatus.PROGRESS, 100);
          if (redis.exists(Records.taskKey(cleared.projectSlug())) != 0) {
            throw new IllegalStateException("it did not clear " + cleared.projectSlug());
          }
          put(records, cleared);
        });
  }

  private static void report(
      RedisCommands<String, String> redis, Runnable step, Runnable afterwards) {
    double[] millis = new double[ROUNDS];
    long[] commands = new long[ROUNDS];
    long[] roundTrips = new long[ROUNDS];
    step.run();
    afterwards.run();
    for (int i = 0; i < ROUNDS; i++) {
      long commandsBefore = commands(redis);
      long roundTripsBefore = roundTrips(redis);
      long start = System.nanoTime();
      step.run();
      millis[i] = (System.nanoTime() - start) / 1e6;
      roundTrips[i] = roundTrips(redis) - roundTripsBefore;
      // Two INFO of the counting itself.
      commands[i] = commands(redis) - commandsBefore - 3;
      afterwards.run();
    }
    Arrays.sort(millis);
    Arrays.sort(commands);
    Arrays.sort(roundTrips);
    System.out.printf(
        Locale.ROOT,
        "{\"commands\": %d, \"round_trips\": %d, \"millis\": %.3f}%n",
        commands[ROUNDS / 2],
        roundTrips[ROUNDS / 2],
        millis[ROUNDS / 2]);
  }

  /** Commands that Redis ran, those inside scripts too. */
  private static long commands(RedisCommands<String, String> redis) {
    return redis
        .info("stats")
        .lines()
        .filter(line -> line.startsWith("total_commands_processed:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
        .sum();
  }

  /** What clients sent and waited for: all but what scripts ran inside, and the counting itself. */
  private static long roundTrips(RedisCommands<String, String> redis) {
    return redis
        .info("commandstats")
        .lines()
        .filter(line -> line.matches("cmdstat_(eval|evalsha|fcall|hgetall):.*"))
        .mapToLong(line -> Long.parseLong(line.replaceAll(".*?calls=(\\d+),.*", "$1")))
        .sum();
  }

  private static void put(Records records, Task task) {
    records.put(TaskRecord.of(task), progress(task)).join();
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
        "5.5.2",
        "eng",
        "",
        Scope.UNEDITED,
        TaskPurpose.TEXT,
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
