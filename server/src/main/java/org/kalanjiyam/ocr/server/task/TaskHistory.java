package org.kalanjiyam.ocr.server.task;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Looks tasks up, running and ended. Paged by keyset: every page costs the same. */
@Repository
public class TaskHistory {
  // Each by itself (offset 0): in a join by order, all newer tasks would be gone through first.
  private static final String SEEN =
      "exists (select from seen_tasks(:viewer) seen where seen = t.id offset 0)";
  private static final String PERSON = "t.started_by = (select id from person where name = :)";

  private final JdbcClient jdbc;

  TaskHistory(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What to look for; null members are not looked at.
   *
   * @param purpose what becomes of the texts; null: they are those of the pages
   * @param personName the name that the person signs in with
   * @param engine the engine's name
   * @param days when it was started
   * @param before only tasks older than this one
   * @param viewer only tasks that the person with this id sees
   */
  public record Filter(
      @Nullable TaskPurpose purpose,
      @Nullable TaskStatus status,
      @Nullable String projectSlug,
      @Nullable String personName,
      @Nullable String engine,
      Days days,
      @Nullable UUID before,
      @Nullable Long viewer) {

    /** The same from an older task on. */
    public Filter before(UUID task) {
      return new Filter(purpose, status, projectSlug, personName, engine, days, task, viewer);
    }

    /** The same of those that one person started. */
    public Filter by(String person) {
      return new Filter(purpose, status, projectSlug, person, engine, days, before, viewer);
    }

    TaskPurpose wanted() {
      return purpose == null ? TaskPurpose.TEXT : purpose;
    }
  }

  /** Tasks of one purpose, newest first, at most {@code most}. */
  public List<Task> find(Filter filter, int most) {
    return find(filter, EnumSet.allOf(TaskStatus.class), most);
  }

  /** Tasks in one of these states, newest first, at most {@code most}. */
  public List<Task> find(Filter filter, Set<TaskStatus> among, int most) {
    // Only what is asked for is in the statement, so that each has the index that fits it.
    // The purpose as it stands in the conditions of indexes.
    StringJoiner where = new StringJoiner(" and ", "where ", "");
    where.add("t.purpose = '" + filter.wanted().word() + "'");
    Map<String, Object> parameters = new HashMap<>();
    TaskStatus status = filter.status();
    put(where, parameters, "t.status = :", "status", status == null ? null : status.name());
    put(where, parameters, "t.engine = :", "engine", filter.engine());
    if (among.size() < TaskStatus.values().length) {
      // As it stands in the index of active tasks.
      where.add(
          among.stream()
              .map(one -> "'" + one.name() + "'")
              .collect(Collectors.joining(", ", "t.status in (", ")")));
    }
    put(where, parameters, "t.project_slug = :", "slug", filter.projectSlug());
    put(where, parameters, PERSON, "person", filter.personName());
    put(where, parameters, "t.started_at >= :", "from", at(filter.days().from()));
    put(where, parameters, "t.started_at < :", "until", at(filter.days().until()));
    put(where, parameters, "t.id < :", "before", filter.before());
    if (filter.viewer() != null) {
      where.add(SEEN);
      parameters.put("viewer", filter.viewer());
    }
    parameters.put("most", most);
    return jdbc.sql(TaskTable.SELECT + where + " order by t.id desc limit :most")
        .params(parameters)
        .query(TaskTable::task)
        .list();
  }

  private static void put(
      StringJoiner where,
      Map<String, Object> parameters,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      where.add(condition.replace(":", ":" + name));
      parameters.put(name, value);
    }
  }

  private static @Nullable Timestamp at(@Nullable Instant instant) {
    return instant == null ? null : Sql.at(instant);
  }

  /**
   * Active tasks that make page texts and that a person sees, newest first, at most {@code most}.
   */
  public List<Task> active(Person viewer, int most) {
    return jdbc.sql(
            TaskTable.SELECT
                + "where t.status in ('PENDING', 'PROGRESS', 'PAUSED') and t.purpose = 'text' and "
                + SEEN
                + " order by t.id desc limit :most")
        .param("viewer", viewer.id())
        .param("most", most)
        .query(TaskTable::task)
        .list();
  }

  /** The newest task of the same project, if that is not this one. */
  public Optional<Task> newer(Task task) {
    return jdbc.sql(
            TaskTable.SELECT
                + """
                where t.project_slug = :slug and t.project_id = :project and t.id > :task
                  and t.purpose = 'text'
                order by t.id desc limit 1
                """)
        .param("slug", task.projectSlug())
        .param("project", task.projectId(), java.sql.Types.BIGINT)
        .param("task", task.id())
        .query(TaskTable::task)
        .optional();
  }
}
