package org.kalanjiyam.ocr.server.statistics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page_statistics table: what became of pages, by engine, minute and hour. Bounded: minutes are
 * kept for {@value #HOURS_OF_MINUTES} hours, hours for {@value #DAYS_OF_HOURS} days.
 */
@Repository
public class TrackingHistory {
  private static final int HOURS_OF_MINUTES = 26;
  private static final int DAYS_OF_HOURS = 400;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient jdbc;

  TrackingHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How long a row stands for. */
  public enum Grain {
    MINUTE(Duration.ofMinutes(1)),
    HOUR(Duration.ofHours(1));

    private final Duration length;

    Grain(Duration length) {
      this.length = length;
    }

    public Duration length() {
      return length;
    }

    Instant begin(Instant at) {
      long seconds = length.toSeconds();
      return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }
  }

  /** What an engine's queue and slots were like when they were looked at. */
  record Moment(int slots, int busy, int oldestSeconds) {}

  /**
   * A minute or an hour of all engines or of one.
   *
   * @param busy slots at work and all slots, as they were on average
   * @param oldestSeconds age of the oldest waiting task, at most
   */
  public record Row(
      Instant at,
      long done,
      long failed,
      long[] waits,
      long[] works,
      double busy,
      double slots,
      int oldestSeconds,
      Map<String, Long> causes) {}

  /** Adds what was counted to the minute and the hour, in the same transaction. */
  @Transactional
  public void add(Instant at, Map<String, PageTally> tallies, Map<String, Moment> moments) {
    for (Grain grain : Grain.values()) {
      tallies.forEach(
          (engine, tally) ->
              add(
                  grain,
                  grain.begin(at),
                  engine,
                  tally,
                  moments.getOrDefault(engine, new Moment(0, 0, 0))));
    }
  }

  private void add(Grain grain, Instant at, String engine, PageTally tally, Moment moment) {
    jdbc.sql(
            """
            insert into page_statistics as s (grain, at, engine, done, failed, others, waits, works,
              samples, slots, busy, oldest_seconds, causes)
            values (:grain, :at, :engine, :done, :failed, :others, :waits, :works, 1, :slots, :busy,
              :oldest, cast(:causes as jsonb))
            on conflict (grain, at, engine) do update set
              done = s.done + excluded.done, failed = s.failed + excluded.failed,
              others = s.others + excluded.others,
              waits = (select array_agg(a + b order by i)
                from unnest(s.waits, excluded.waits) with ordinality as w(a, b, i)),
              works = (select array_agg(a + b order by i)
                from unnest(s.works, excluded.works) with ordinality as w(a, b, i)),
              samples = s.samples + 1, slots = s.slots + excluded.slots,
              busy = s.busy + excluded.busy,
              oldest_seconds = greatest(s.oldest_seconds, excluded.oldest_seconds),
              causes = (select coalesce(jsonb_object_agg(key, total), '{}') from (
                select key, sum(value::bigint) as total
                from (select * from jsonb_each_text(s.causes)
                  union all select * from jsonb_each_text(excluded.causes)) c
                group by key) t)
            """)
        .param("grain", grain.name())
        .param("at", Timestamp.from(at))
        .param("engine", engine)
        .param("done", tally.done)
        .param("failed", tally.failed)
        .param("others", tally.others)
        .param("waits", tally.waits)
        .param("works", tally.works)
        .param("slots", moment.slots())
        .param("busy", moment.busy())
        .param("oldest", moment.oldestSeconds())
        .param("causes", JSON.writeValueAsString(tally.causes))
        .update();
  }

  /** Rows of all engines together, oldest first; times in which nothing happened have none. */
  public List<Row> since(Grain grain, Instant from) {
    Map<Instant, Row> rows = new TreeMap<>();
    jdbc.sql(
            """
            select at, done, failed, waits, works, busy::float8 / samples as busy,
              slots::float8 / samples as slots, oldest_seconds, causes
            from page_statistics where grain = :grain and at >= :from
            """)
        .param("grain", grain.name())
        .param("from", Timestamp.from(from))
        .query((row, number) -> row(row))
        .list()
        .forEach(row -> rows.merge(row.at(), row, TrackingHistory::together));
    return List.copyOf(rows.values());
  }

  private static Row together(Row one, Row other) {
    Map<String, Long> causes = new HashMap<>(one.causes());
    other.causes().forEach((cause, count) -> causes.merge(cause, count, Long::sum));
    return new Row(
        one.at(),
        one.done() + other.done(),
        one.failed() + other.failed(),
        sum(one.waits(), other.waits()),
        sum(one.works(), other.works()),
        one.busy() + other.busy(),
        one.slots() + other.slots(),
        Math.max(one.oldestSeconds(), other.oldestSeconds()),
        causes);
  }

  static long[] sum(long[] one, long[] other) {
    long[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }

  /** Deletes what is older than it is kept. */
  @Transactional
  public void forgetOld(Instant now) {
    jdbc.sql(
            """
            delete from page_statistics
            where grain = 'MINUTE' and at < :minutes or grain = 'HOUR' and at < :hours
            """)
        .param("minutes", Timestamp.from(now.minus(Duration.ofHours(HOURS_OF_MINUTES))))
        .param("hours", Timestamp.from(now.minus(Duration.ofDays(DAYS_OF_HOURS))))
        .update();
  }

  private static Row row(ResultSet row) throws SQLException {
    Map<String, Long> causes = new HashMap<>();
    JSON.readTree(row.getString("causes"))
        .properties()
        .forEach(one -> causes.put(one.getKey(), one.getValue().asLong()));
    return new Row(
        row.getTimestamp("at").toInstant(),
        row.getLong("done"),
        row.getLong("failed"),
        longs(row, "waits"),
        longs(row, "works"),
        row.getDouble("busy"),
        row.getDouble("slots"),
        row.getInt("oldest_seconds"),
        causes);
  }

  private static long[] longs(ResultSet row, String column) throws SQLException {
    Long[] values = (Long[]) row.getArray(column).getArray();
    return Arrays.stream(values).mapToLong(Long::longValue).toArray();
  }
}
