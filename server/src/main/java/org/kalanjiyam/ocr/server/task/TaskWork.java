package org.kalanjiyam.ocr.server.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * How much work tasks have left and how fast pages were read: what the time left is told from.
 * Every question costs a bounded number of rows, whatever the size of the book.
 */
@Repository
public class TaskWork {
  private static final int TASKS_LOOKED_BACK = 5;

  private final JdbcClient jdbc;

  TaskWork(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A page that a worker read.
   *
   * @param seconds from its beginning to its end, as the server saw them
   */
  public record PageRead(Instant endedAt, double seconds, long pixels) {}

  /**
   * A task's work at one of its versions.
   *
   * @param pagesLeft pages that have not ended
   * @param pixelsLeft of these
   * @param lastDelay until when the last page between two attempts waits; null if none does
   * @param read pages that ended since the version asked for, newest first
   */
  public record Work(
      long version,
      int pagesLeft,
      long pixelsLeft,
      @Nullable Instant lastDelay,
      List<PageRead> read) {}

  /**
   * A task that wants slots.
   *
   * @param priority higher ones go first
   */
  public record Load(
      UUID task, String language, int priority, long person, int pagesLeft, long pixelsLeft) {}

  /**
   * What a task has left, and the newest pages that it read after a version.
   *
   * @param most at most so many pages
   */
  public Optional<Work> of(UUID task, long since, int most) {
    List<PageRead> read = new ArrayList<>();
    List<Work> found =
        jdbc.sql(
                """
                select t.version, t.queued + t.active as pages_left, t.pixels_left, p.ended_at, p.seconds, p.pixels,
                  (select not_before from task_page d
                   where d.task_id = t.id and d.not_before is not null
                   order by not_before desc limit 1) as last_delay
                from task t left join lateral (
                  select ended_at, extract(epoch from ended_at - claimed_at) as seconds, pixels
                  from task_page
                  where task_id = t.id and ended_version > :since and duration_ms is not null
                    and claimed_at is not null
                  order by ended_version desc limit :most) p on true
                where t.id = :task
                """)
            .param("task", task)
            .param("since", Math.max(1, since))
            .param("most", most)
            .query(
                (row, number) -> {
                  if (row.getTimestamp("ended_at") != null) {
                    read.add(page(row));
                  }
                  return new Work(
                      row.getLong("version"),
                      row.getInt("pages_left"),
                      row.getLong("pixels_left"),
                      Sql.instant(row, "last_delay"),
                      read);
                })
            .list();
    return found.stream().findFirst();
  }

  /** The newest pages that an engine read in a language, in whichever task, newest first. */
  public List<PageRead> newest(String engine, String language, int most) {
    return jdbc.sql(
            """
            select p.ended_at, p.seconds, p.pixels
            from (
              select id from task
              where engine = :engine and language = :language and begun_at is not null
              order by id desc limit :tasks) t
            cross join lateral (
              select ended_at, extract(epoch from ended_at - claimed_at) as seconds, pixels
              from task_page
              where task_id = t.id and ended_version > 1 and duration_ms is not null
                and claimed_at is not null
              order by ended_version desc limit :most) p
            order by p.ended_at desc limit :most
            """)
        .param("engine", engine)
        .param("language", language)
        .param("tasks", TASKS_LOOKED_BACK)
        .param("most", most)
        .query((row, number) -> page(row))
        .list();
  }

  /** Tasks that an engine reads or will read next, in the order of their turns. */
  public List<Load> loads(String engine, int most) {
    return jdbc.sql(
            """
            select id, language, priority, started_by, queued + active as pages, pixels_left
            from task where engine = :engine and status in ('PENDING', 'PROGRESS')
            order by priority desc, id limit :most
            """)
        .param("engine", engine)
        .param("most", most)
        .query(
            (row, number) ->
                new Load(
                    row.getObject("id", UUID.class),
                    row.getString("language"),
                    row.getInt("priority"),
                    row.getLong("started_by"),
                    row.getInt("pages"),
                    row.getLong("pixels_left")))
        .list();
  }

  private static PageRead page(ResultSet row) throws SQLException {
    return new PageRead(
        Sql.requiredInstant(row, "ended_at"), row.getDouble("seconds"), row.getLong("pixels"));
  }
}
