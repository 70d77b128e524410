package org.kalanjiyam.ocr.server.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The task table. Whoever changes a task or one of its pages first takes the task's row with {@link
 * #lock}, so that all changes to one task happen one after the other.
 */
@Repository
class TaskTable {
  static final String SELECT =
      """
      select t.id, t.project_id, t.project_slug, t.engine, t.engine_version, t.language, t.parameters, t.scope, t.purpose,
        t.priority, t.status, t.pause_reason, t.total, t.queued, t.active, t.done, t.failed,
        t.skipped, t.revoked, t.version, t.retry_of, t.started_by, p.display_name as started_by_name,
        t.started_at, t.begun_at, t.updated_at, t.finished_at
      from task t join person p on p.id = t.started_by
      """;

  private final JdbcClient jdbc;

  TaskTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Adds a task that has no pages yet.
   *
   * @return false if it is to make page texts, and its project has an active task that does
   */
  boolean insert(UUID id, long projectId, String slug, StartRequest request, long by, Instant now) {
    return jdbc.sql(
                """
                insert into task (id, project_id, project_slug, engine, language, parameters, scope,
                  purpose, priority, status, total, queued, waiting, retry_of, started_by, started_at,
                  updated_at, stirred_at)
                values (:id, :project, :slug, :engine, :language, :parameters, :scope, :purpose,
                  :priority, 'PENDING', 0, 0, 0, :retryOf, :by, :now, :now, :now)
                on conflict (project_id)
                  where status in ('PENDING', 'PROGRESS', 'PAUSED') and purpose = 'text'
                do nothing
                """)
            .param("id", id)
            .param("project", projectId)
            .param("slug", slug)
            .param("engine", request.engine())
            .param("language", request.language())
            .param("parameters", request.parameters())
            .param("scope", request.scope().name())
            .param("purpose", request.purpose().word())
            .param("priority", request.priority().rank())
            .param("retryOf", request.retryOf())
            .param("by", by)
            .param("now", Sql.at(now))
            .update()
        == 1;
  }

  /** Sets the counts of a task whose pages were just added. */
  void setPages(UUID id, int queued, int done, Instant now) {
    jdbc.sql(
            """
            update task set total = :queued + :done, queued = :queued, waiting = :queued,
              done = :done, updated_at = :now, pixels_left = (
                select coalesce(sum(pixels), 0) from task_page
                where task_id = :id and status = 'QUEUED')
            where id = :id
            """)
        .param("queued", queued)
        .param("done", done)
        .param("now", Sql.at(now))
        .param("id", id)
        .update();
  }

  Optional<Task> find(UUID id) {
    return jdbc.sql(SELECT + "where t.id = :id").param("id", id).query(TaskTable::task).optional();
  }

  /** The task, its row locked until the transaction ends. */
  Optional<Task> lock(UUID id) {
    return jdbc.sql(SELECT + "where t.id = :id for update of t")
        .param("id", id)
        .query(TaskTable::task)
        .optional();
  }

  /**
   * Those of the tasks that there are, their rows locked, in the order of their ids. One alone, as
   * is usual, is asked for by name: PostgreSQL plans that once, and an array every time.
   */
  List<Task> lock(Collection<UUID> ids) {
    if (ids.size() == 1) {
      return lock(ids.iterator().next()).stream().toList();
    }
    return jdbc.sql(
            SELECT + "where t.id = any (cast(:ids as uuid[])) order by t.id for update of t")
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query(TaskTable::task)
        .list();
  }

  /** The active task that makes the project's texts. */
  Optional<Task> active(long projectId) {
    return jdbc.sql(
            SELECT
                + """
                where t.project_id = :project and t.purpose = 'text'
                  and t.status in ('PENDING', 'PROGRESS', 'PAUSED')
                """)
        .param("project", projectId)
        .query(TaskTable::task)
        .optional();
  }

  Optional<Task> newestEnded(long projectId) {
    return jdbc.sql(
            SELECT
                + """
                where t.project_slug = (select slug from project where id = :project)
                  and t.project_id = :project and t.purpose = 'text'
                  and t.finished_at is not null
                order by t.id desc limit 1
                """)
        .param("project", projectId)
        .query(TaskTable::task)
        .optional();
  }

  /** Active tasks with ids after {@code after}, in order, at most {@code most}. */
  List<Task> activeAfter(@Nullable UUID after, int most) {
    return jdbc.sql(
            SELECT
                + """
                where t.status in ('PENDING', 'PROGRESS', 'PAUSED')
                  and t.id > coalesce(:after::uuid, '00000000-0000-0000-0000-000000000000')
                order by t.id limit :most
                """)
        .param("after", after)
        .param("most", most)
        .query(TaskTable::task)
        .list();
  }

  /** Tasks that should get on but have not changed since then, about the newest change first. */
  List<Task> silentSince(Instant then, int most) {
    return jdbc.sql(
            SELECT
                + """
                where t.status in ('PENDING', 'PROGRESS')
                  and t.stirred_at < :then and t.updated_at < :then
                order by t.stirred_at desc limit :most
                """)
        .param("then", Sql.at(then))
        .param("most", most)
        .query(TaskTable::task)
        .list();
  }

  /** Ended tasks of which Redis has not been told, oldest first, at most {@code most}. */
  List<Task> endedButNotCleared(int most) {
    return jdbc.sql(
            SELECT
                + """
                where t.finished_at is not null and not t.record_cleared
                order by t.id limit :most
                """)
        .param("most", most)
        .query(TaskTable::task)
        .list();
  }

  void setEngineVersion(UUID id, @Nullable String version) {
    jdbc.sql("update task set engine_version = :version where id = :id")
        .param("version", version, java.sql.Types.VARCHAR)
        .param("id", id)
        .update();
  }

  /** Deletes tasks that ended before then, with their pages, at most {@code most}. */
  int deleteEndedBefore(Instant then, int most) {
    return jdbc.sql(
            """
            delete from task where id in (
              select t.id from task t where t.finished_at < :then and t.record_cleared
              order by t.id limit :most for update skip locked)
            """)
        .param("then", Sql.at(then))
        .param("most", most)
        .update();
  }

  void markCleared(UUID id) {
    jdbc.sql("update task set record_cleared = true where id = :id").param("id", id).update();
  }

  /**
   * Applies steps of different locked tasks in one statement: the tasks as they are then, in the
   * order of the steps. A page that was read ends the row of equal failures.
   */
  List<Task> apply(List<TaskSteps.Step> steps, Instant now) {
    List<TaskDelta> deltas = steps.stream().map(TaskSteps.Step::whole).toList();
    Map<UUID, Task> locked = new HashMap<>();
    steps.forEach(step -> locked.put(step.locked().id(), step.locked()));
    Map<UUID, Task> changed = new HashMap<>();
    jdbc.sql(
            """
            update task t set queued = t.queued + d.queued, active = t.active + d.active,
              done = t.done + d.done, failed = t.failed + d.failed,
              skipped = t.skipped + d.skipped, revoked = t.revoked + d.revoked,
              waiting = t.waiting + d.waiting, pixels_left = t.pixels_left + d.pixels,
              status = coalesce(d.status, t.status),
              begun_at = coalesce(t.begun_at, case when d.begun then cast(:now as timestamptz) end),
              pause_reason = d.pause_reason, version = t.version + 1, updated_at = :now,
              stirred_at = case when t.stirred_at < cast(:now as timestamptz) - interval '30 seconds'
                then cast(:now as timestamptz) else t.stirred_at end,
              finished_at = case when d.status in ('SUCCESS', 'FAILURE', 'REVOKED')
                then :now else t.finished_at end,
              failure_streak = case when d.done > 0 then 0 else t.failure_streak end,
              failure_cause = case when d.done > 0 then null else t.failure_cause end
            from unnest(cast(:ids as uuid[]), cast(:queued as int[]), cast(:active as int[]),
              cast(:done as int[]), cast(:failed as int[]), cast(:skipped as int[]),
              cast(:revoked as int[]), cast(:waiting as int[]), cast(:pixels as bigint[]),
              cast(:status as text[]), cast(:pauseReason as text[]), cast(:begun as boolean[]))
              as d(id, queued, active, done, failed, skipped, revoked, waiting, pixels, status,
                pause_reason, begun)
            where t.id = d.id
            returning t.*
            """)
        .param("now", Sql.at(now))
        .param(
            "ids", steps.stream().map(step -> step.locked().id().toString()).toArray(String[]::new))
        .param("queued", ints(deltas, TaskDelta::queued))
        .param("active", ints(deltas, TaskDelta::active))
        .param("done", ints(deltas, TaskDelta::done))
        .param("failed", ints(deltas, TaskDelta::failed))
        .param("skipped", ints(deltas, TaskDelta::skipped))
        .param("revoked", ints(deltas, TaskDelta::revoked))
        .param("waiting", ints(deltas, TaskDelta::waiting))
        .param("pixels", deltas.stream().map(TaskDelta::pixels).toArray(Long[]::new))
        .param("status", deltas.stream().map(TaskTable::statusName).toArray(String[]::new))
        .param("pauseReason", deltas.stream().map(TaskDelta::pauseReason).toArray(String[]::new))
        .param("begun", deltas.stream().map(TaskDelta::begun).toArray(Boolean[]::new))
        .query(
            row -> {
              UUID id = row.getObject("id", UUID.class);
              Task before = Objects.requireNonNull(locked.get(id));
              changed.put(id, task(row, before.startedByName()));
            });
    return steps.stream()
        .map(step -> Objects.requireNonNull(changed.get(step.locked().id())))
        .toList();
  }

  private static Integer[] ints(List<TaskDelta> deltas, ToIntFunction<TaskDelta> member) {
    return deltas.stream().map(delta -> member.applyAsInt(delta)).toArray(Integer[]::new);
  }

  private static @Nullable String statusName(TaskDelta delta) {
    TaskStatus status = delta.status();
    return status == null ? null : status.name();
  }

  int waiting(UUID id) {
    return jdbc.sql("select waiting from task where id = :id")
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  /** Fewer or more pages may be handed out; nobody sees that, so the version stays. */
  void addWaiting(UUID id, int change) {
    jdbc.sql("update task set waiting = waiting + :change where id = :id")
        .param("change", change)
        .param("id", id)
        .update();
  }

  /**
   * Counts a failure.
   *
   * @return how many failures with this cause there are now in a row
   */
  int countFailure(UUID id, String cause) {
    return jdbc.sql(
            """
            update task set
              failure_streak = case when failure_cause = :cause then failure_streak + 1 else 1 end,
              failure_cause = :cause
            where id = :id returning failure_streak
            """)
        .param("cause", cause)
        .param("id", id)
        .query(Integer.class)
        .single();
  }

  void endFailureStreak(UUID id) {
    jdbc.sql(
            """
            update task set failure_streak = 0, failure_cause = null
            where id = :id and failure_streak > 0
            """)
        .param("id", id)
        .update();
  }

  static Task task(ResultSet row, int number) throws SQLException {
    return task(row, row.getString("started_by_name"));
  }

  private static Task task(ResultSet row, String startedByName) throws SQLException {
    long project = row.getLong("project_id");
    Long projectId = row.wasNull() ? null : project;
    return new Task(
        row.getObject("id", UUID.class),
        projectId,
        row.getString("project_slug"),
        row.getString("engine"),
        row.getString("engine_version"),
        row.getString("language"),
        row.getString("parameters"),
        Scope.valueOf(row.getString("scope")),
        TaskPurpose.ofWord(row.getString("purpose")),
        Priority.ofRank(row.getInt("priority")),
        TaskStatus.valueOf(row.getString("status")),
        row.getString("pause_reason"),
        new PageCounts(
            row.getInt("total"),
            row.getInt("queued"),
            row.getInt("active"),
            row.getInt("done"),
            row.getInt("failed"),
            row.getInt("skipped"),
            row.getInt("revoked")),
        row.getLong("version"),
        row.getObject("retry_of", UUID.class),
        row.getLong("started_by"),
        startedByName,
        Sql.requiredInstant(row, "started_at"),
        Sql.instant(row, "begun_at"),
        Sql.requiredInstant(row, "updated_at"),
        Sql.instant(row, "finished_at"));
  }
}
