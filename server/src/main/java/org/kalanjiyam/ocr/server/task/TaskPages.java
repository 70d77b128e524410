package org.kalanjiyam.ocr.server.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks the pages of tasks up, and the attempts at them. Only reads. */
@Repository
public class TaskPages {
  private static final String SELECT_PAGES =
      """
      select page, status, attempt, claimed_at, ended_at, duration_ms, worker, confidence,
        ended_version, cause, reason
      from task_page where task_id = :task
      """;

  private final JdbcClient jdbc;

  TaskPages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All pages of a task in the book's order. */
  public List<TaskPage> pages(UUID taskId) {
    return select("order by page", taskId).query(TaskPages::page).list();
  }

  /** The pages of a task with numbers from the one to the other, in the book's order. */
  public List<TaskPage> pages(UUID taskId, int from, int to) {
    return select("and page between :from and :to order by page", taskId)
        .param("from", from)
        .param("to", to)
        .query(TaskPages::page)
        .list();
  }

  /** The next pages of a task from a number on, in the book's order, at most {@code most}. */
  public List<TaskPage> pagesFrom(UUID taskId, int from, int most) {
    return select("and page >= :from order by page limit :most", taskId)
        .param("from", from)
        .param("most", most)
        .query(TaskPages::page)
        .list();
  }

  /**
   * Where a task's pages are.
   *
   * @param first number of its first page
   * @param last number of its last page
   * @param next the page that is in work or will be next; null if none is
   */
  public record Extent(int first, int last, @Nullable Integer next) {}

  /** Where a task's pages are. */
  public Extent extent(UUID taskId) {
    return jdbc.sql(
            """
            select
              (select page from task_page where task_id = :task order by page limit 1) as first,
              (select page from task_page where task_id = :task order by page desc limit 1) as last,
              coalesce(
                (select min(page) from task_page
                 where task_id = :task and ticket is not null and status = 'ACTIVE'),
                (select page from task_page
                 where task_id = :task and status = 'QUEUED' and ticket is null
                   and not_before is null
                 order by rank, page limit 1)) as next
            """)
        .param("task", taskId)
        .query(
            (row, number) ->
                new Extent(
                    row.getInt("first"), row.getInt("last"), row.getObject("next", Integer.class)))
        .single();
  }

  /** One page of a task. */
  public Optional<TaskPage> page(UUID taskId, int page) {
    return select("and page = :page", taskId).param("page", page).query(TaskPages::page).optional();
  }

  /** The first pages of a task that failed, in the book's order. */
  public List<TaskPage> failedPages(UUID taskId, int most) {
    return select("and status = 'FAILED' order by page limit :most", taskId)
        .param("most", most)
        .query(TaskPages::page)
        .list();
  }

  /** Pages that ended after that version of their task, in the order in which they ended. */
  public List<TaskPage> pagesEndedSince(UUID taskId, long version) {
    return select("and ended_version > :version order by ended_version, page", taskId)
        .param("version", version)
        .query(TaskPages::page)
        .list();
  }

  /** Numbers of the pages that workers read now. */
  public List<Integer> pagesInWork(UUID taskId) {
    return jdbc.sql(
            """
            select page from task_page
            where task_id = :task and ticket is not null and status = 'ACTIVE' order by page
            """)
        .param("task", taskId)
        .query((row, number) -> row.getInt("page"))
        .list();
  }

  /** The pages of a task that wait for another attempt, the next to come first. */
  public List<DelayedPage> delayed(UUID taskId, Instant now, int most) {
    return jdbc.sql(
            """
            select page, interruptions, not_before from task_page
            where task_id = :task and not_before is not null order by not_before, page limit :most
            """)
        .param("task", taskId)
        .param("most", most)
        .query(
            (row, number) -> {
              Duration in = Duration.between(now, Sql.requiredInstant(row, "not_before"));
              return new DelayedPage(
                  row.getInt("page"),
                  row.getInt("interruptions") + 1,
                  PageFlow.MOST_INTERRUPTIONS,
                  in.isNegative() ? Duration.ZERO : in);
            })
        .list();
  }

  /** Numbers of the pages that were read last, the newest first. */
  public List<Integer> newestDone(UUID taskId, int most) {
    return jdbc.sql(
            """
            select page from task_page
            where task_id = :task and ended_version is not null and status = 'DONE' and attempt > 0
            order by ended_version desc, page desc limit :most
            """)
        .param("task", taskId)
        .param("most", most)
        .query((row, number) -> row.getInt("page"))
        .list();
  }

  /**
   * An attempt at a page, on the worker that had it.
   *
   * @param sent when it was handed out; null where that is not kept
   * @param end null while it is in work
   */
  public record Attempt(
      int page,
      String worker,
      @Nullable Instant sent,
      Instant begun,
      @Nullable Instant end,
      Fate fate) {

    /** What became of it. */
    public enum Fate {
      ENDED_WELL,
      IN_WORK,
      CAME_TO_NOTHING
    }
  }

  /** All attempts of a task that a worker began, by worker and time. */
  public List<Attempt> attempts(UUID taskId) {
    return jdbc.sql(
            """
            select page, worker, sent_at, claimed_at, ended_at,
              case when status = 'ACTIVE' then 'IN_WORK'
                when status in ('DONE', 'SKIPPED') then 'ENDED_WELL'
                else 'CAME_TO_NOTHING' end as fate
            from task_page
            where task_id = :task and claimed_at is not null and worker is not null
            union all
            select page, worker, null, begun_at, ended_at, 'CAME_TO_NOTHING'
            from task_page_attempt
            where task_id = :task and begun_at is not null and worker is not null
            order by worker, claimed_at
            """)
        .param("task", taskId)
        .query(
            (row, number) ->
                new Attempt(
                    row.getInt("page"),
                    row.getString("worker"),
                    Sql.instant(row, "sent_at"),
                    Sql.requiredInstant(row, "claimed_at"),
                    Sql.instant(row, "ended_at"),
                    Attempt.Fate.valueOf(row.getString("fate"))))
        .list();
  }

  /** Attempts of a task that came to nothing, by page and attempt. */
  public List<PastAttempt> pastAttempts(UUID taskId) {
    return pastAttempts(taskId, 1, Integer.MAX_VALUE);
  }

  /** The same of the pages with numbers from the one to the other. */
  public List<PastAttempt> pastAttempts(UUID taskId, int from, int to) {
    return jdbc.sql(
            """
            select page, attempt, worker, begun_at, ended_at, cause, reason
            from task_page_attempt
            where task_id = :task and page between :from and :to order by page, attempt
            """)
        .param("from", from)
        .param("to", to)
        .param("task", taskId)
        .query(
            (row, number) ->
                new PastAttempt(
                    row.getInt("page"),
                    row.getInt("attempt"),
                    row.getString("worker"),
                    Sql.instant(row, "begun_at"),
                    Sql.requiredInstant(row, "ended_at"),
                    row.getString("cause"),
                    row.getString("reason")))
        .list();
  }

  private JdbcClient.StatementSpec select(String which, UUID taskId) {
    return jdbc.sql(SELECT_PAGES + which).param("task", taskId);
  }

  private static TaskPage page(ResultSet row, int number) throws SQLException {
    Float confidence = row.getObject("confidence", Float.class);
    return new TaskPage(
        row.getInt("page"),
        PageStatus.valueOf(row.getString("status")),
        row.getInt("attempt"),
        Sql.instant(row, "claimed_at"),
        Sql.instant(row, "ended_at"),
        row.getObject("duration_ms", Long.class),
        row.getString("worker"),
        confidence == null ? null : confidence.doubleValue(),
        row.getObject("ended_version", Long.class),
        row.getString("cause"),
        row.getString("reason"));
  }
}
