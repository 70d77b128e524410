package org.kalanjiyam.ocr.server.trial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of trials and their set-ups. */
@Repository
class TrialTable {
  private static final String SELECT =
      """
      select t.id, t.project_id, t.pages, t.started_by, p.display_name, t.started_at
      from trial t join person p on p.id = t.started_by
      """;

  private final JdbcClient jdbc;

  TrialTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A set-up's row. */
  record Row(int place, Setup setup, @Nullable UUID taskId, @Nullable String refusal) {}

  void insert(UUID id, long projectId, String pages, long by, Instant now) {
    jdbc.sql(
            """
            insert into trial (id, project_id, pages, started_by, started_at)
            values (:id, :project, :pages, :by, :now)
            """)
        .param("id", id)
        .param("project", projectId)
        .param("pages", pages)
        .param("by", by)
        .param("now", Timestamp.from(now))
        .update();
  }

  void insert(UUID trial, Row row) {
    jdbc.sql(
            """
            insert into trial_setup (trial_id, place, engine, language, parameters, task_id,
              refusal)
            values (:trial, :place, :engine, :language, :parameters, :task, :refusal)
            """)
        .param("trial", trial)
        .param("place", row.place())
        .param("engine", row.setup().engine())
        .param("language", row.setup().language())
        .param("parameters", row.setup().parameters())
        .param("task", row.taskId(), Types.OTHER)
        .param("refusal", row.refusal(), Types.VARCHAR)
        .update();
  }

  Optional<Trial> find(long projectId, UUID id) {
    return jdbc.sql(SELECT + "where t.project_id = :project and t.id = :id")
        .param("project", projectId)
        .param("id", id)
        .query(TrialTable::trial)
        .optional();
  }

  List<Trial> newest(long projectId, int most) {
    return jdbc.sql(SELECT + "where t.project_id = :project order by t.id desc limit :most")
        .param("project", projectId)
        .param("most", most)
        .query(TrialTable::trial)
        .list();
  }

  List<Row> setups(UUID trial) {
    return jdbc.sql(
            """
            select place, engine, language, parameters, task_id, refusal
            from trial_setup where trial_id = :trial order by place
            """)
        .param("trial", trial)
        .query(
            (row, number) ->
                new Row(
                    row.getInt("place"),
                    new Setup(
                        row.getString("engine"),
                        row.getString("language"),
                        row.getString("parameters")),
                    row.getObject("task_id", UUID.class),
                    row.getString("refusal")))
        .list();
  }

  private static Trial trial(ResultSet row, int number) throws SQLException {
    return new Trial(
        row.getObject("id", UUID.class),
        row.getLong("project_id"),
        row.getString("pages"),
        row.getLong("started_by"),
        row.getString("display_name"),
        row.getTimestamp("started_at").toInstant(),
        List.of());
  }
}
