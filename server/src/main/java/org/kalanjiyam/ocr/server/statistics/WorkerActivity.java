package org.kalanjiyam.ocr.server.statistics;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each worker did of late: the worker_minute and worker_failure tables, which all servers of a
 * site add to. Bounded: minutes are kept for {@link #KEPT}, failures for {@link #FAILURES_KEPT}.
 */
@Repository
public class WorkerActivity {
  /** Speeds are told over so long. */
  private static final Duration SPAN = Duration.ofMinutes(5);

  private static final Duration KEPT = Duration.ofMinutes(15);
  private static final Duration FAILURES_KEPT = Duration.ofDays(2);

  private final JdbcClient jdbc;
  private final Clock clock;

  WorkerActivity(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A worker's last minutes.
   *
   * @param pagesPerMinute pages that ended on it, over the last five minutes
   * @param error why the last page that failed on it did; null: none did of late
   */
  public record Recent(double pagesPerMinute, int failed, @Nullable Failure error) {
    /** Nothing ended there. */
    public static final Recent NOTHING = new Recent(0, 0, null);
  }

  /** The last page that failed on a worker. */
  public record Failure(Instant at, UUID taskId, int page, @Nullable String reason) {}

  /** The workers on which something ended of late, by name. */
  public Map<String, Recent> recent() {
    Map<String, Recent> recent = new HashMap<>();
    jdbc.sql(
            """
            select worker, sum(pages + failed) as ended, sum(failed) as failed
            from worker_minute where at > :since group by worker
            """)
        .param("since", Timestamp.from(clock.instant().minus(SPAN)))
        .query(
            row -> {
              double perMinute = row.getLong("ended") / (double) SPAN.toMinutes();
              recent.put(
                  row.getString("worker"), new Recent(perMinute, row.getInt("failed"), null));
            });
    jdbc.sql(
            "select worker, at, task_id, page, coalesce(reason, cause) as reason from"
                + " worker_failure")
        .query(
            row -> {
              Failure failure =
                  new Failure(
                      row.getTimestamp("at").toInstant(),
                      row.getObject("task_id", UUID.class),
                      row.getInt("page"),
                      row.getString("reason"));
              recent.merge(
                  row.getString("worker"),
                  new Recent(0, 0, failure),
                  (speed, error) ->
                      new Recent(speed.pagesPerMinute(), speed.failed(), error.error()));
            });
    return recent;
  }

  /** Adds what was counted. */
  @Transactional
  public void add(Instant at, Map<String, WorkerTally> tallies) {
    if (!tallies.isEmpty()) {
      addPages(at, tallies);
    }
    tallies.forEach(
        (worker, tally) -> {
          if (tally.last != null) {
            put(worker, tally.last);
          }
        });
    forgetOld(at);
  }

  private void addPages(Instant at, Map<String, WorkerTally> tallies) {
    jdbc.sql(
            """
            insert into worker_minute as m (worker, at, pages, failed)
            select worker, date_trunc('minute', cast(:at as timestamptz)), pages, failed
            from unnest(cast(:workers as text[]), cast(:pages as int[]), cast(:failed as int[]))
              as w(worker, pages, failed)
            on conflict (worker, at) do update
              set pages = m.pages + excluded.pages, failed = m.failed + excluded.failed
            """)
        .param("at", Timestamp.from(at))
        .param("workers", tallies.keySet().toArray(String[]::new))
        .param("pages", tallies.values().stream().map(one -> one.pages).toArray(Integer[]::new))
        .param("failed", tallies.values().stream().map(one -> one.failed).toArray(Integer[]::new))
        .update();
  }

  private void put(String worker, WorkerTally.Failure failure) {
    jdbc.sql(
            """
            insert into worker_failure as f (worker, at, task_id, page, cause, reason)
            values (:worker, :at, :task, :page, :cause, :reason)
            on conflict (worker) do update
              set at = excluded.at, task_id = excluded.task_id, page = excluded.page,
                cause = excluded.cause, reason = excluded.reason
              where f.at <= excluded.at
            """)
        .param("worker", worker)
        .param("at", Timestamp.from(failure.at()))
        .param("task", failure.taskId())
        .param("page", failure.page())
        .param("cause", failure.cause())
        .param("reason", failure.reason())
        .update();
  }

  private void forgetOld(Instant now) {
    jdbc.sql("delete from worker_minute where at < :then")
        .param("then", Timestamp.from(now.minus(KEPT)))
        .update();
    jdbc.sql("delete from worker_failure where at < :then")
        .param("then", Timestamp.from(now.minus(FAILURES_KEPT)))
        .update();
  }
}
