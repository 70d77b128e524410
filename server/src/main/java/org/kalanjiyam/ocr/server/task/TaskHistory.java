package org.kalanjiyam.ocr.server.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Looks tasks and their pages up, running and ended. Paged by keyset: every page costs the same.
 */
@Repository
public class TaskHistory {
  private final JdbcClient jdbc;

  TaskHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What to look for; null members are not looked at.
   *
   * @param personName the name that the person signs in with
   * @param before only tasks older than this one
   * @param viewer only tasks that the person with this id sees
   */
  public record Filter(
      @Nullable TaskStatus status,
      @Nullable String projectSlug,
      @Nullable String personName,
      @Nullable UUID before,
      @Nullable Long viewer) {}

  /** Tasks, newest first, at most {@code most}. */
  public List<Task> find(Filter filter, int most) {
    TaskStatus status = filter.status();
    return jdbc.sql(
            TaskTable.SELECT
                + """
                where (cast(:status as text) is null or t.status = :status)
                  and (cast(:slug as text) is null or t.project_slug = :slug)
                  and (cast(:person as text) is null or t.started_by = (
                    select id from person where name = :person))
                  and (cast(:before as uuid) is null or t.id < cast(:before as uuid))
                  and (cast(:viewer as bigint) is null
                    or sees_task(:viewer, t.project_id, t.started_by))
                order by t.id desc limit :most
                """)
        .param("status", status == null ? null : status.name())
        .param("slug", filter.projectSlug())
        .param("person", filter.personName())
        .param("before", filter.before())
        .param("viewer", filter.viewer(), Types.BIGINT)
        .param("most", most)
        .query(TaskTable::task)
        .list();
  }

  /** Active tasks that a person sees, newest first, at most {@code most}. */
  public List<Task> active(Person viewer, int most) {
    return jdbc.sql(
            TaskTable.SELECT
                + """
                where t.status in ('PENDING', 'PROGRESS', 'PAUSED')
                  and sees_task(:viewer, t.project_id, t.started_by)
                order by t.id desc limit :most
                """)
        .param("viewer", viewer.id())
        .param("most", most)
        .query(TaskTable::task)
        .list();
  }

  /** All pages of a task in the book's order. */
  public List<TaskPage> pages(UUID taskId) {
    return jdbc.sql(SELECT_PAGES + "where task_id = :task order by page")
        .param("task", taskId)
        .query(TaskHistory::page)
        .list();
  }

  /** One page of a task. */
  public Optional<TaskPage> page(UUID taskId, int page) {
    return jdbc.sql(SELECT_PAGES + "where task_id = :task and page = :page")
        .param("task", taskId)
        .param("page", page)
        .query(TaskHistory::page)
        .optional();
  }

  /** The pages of a task that failed, in the book's order. */
  public List<TaskPage> failedPages(UUID taskId) {
    return jdbc.sql(SELECT_PAGES + "where task_id = :task and status = 'FAILED' order by page")
        .param("task", taskId)
        .query(TaskHistory::page)
        .list();
  }

  /** Pages that ended after that version of their task, in the order in which they ended. */
  public List<TaskPage> pagesEndedSince(UUID taskId, long version) {
    return jdbc.sql(
            SELECT_PAGES
                + "where task_id = :task and ended_version > :version order by ended_version, page")
        .param("task", taskId)
        .param("version", version)
        .query(TaskHistory::page)
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

  private static final String SELECT_PAGES =
      """
      select page, status, attempt, claimed_at, ended_at, duration_ms, worker, confidence,
        ended_version, cause, reason
      from task_page
      """;

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
