package org.kalanjiyam.ocr.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The audit table: who did what, when. Thread-safe. */
@Repository
public class Audit {
  private final JdbcClient jdbc;
  private final Clock clock;

  Audit(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * One line of the trail.
   *
   * @param actor the person's name to show, which they choose; null if the system itself acted
   * @param actorId the person's id, which nobody chooses
   * @param actorName what the person signs in with, which nobody shares
   */
  public record Entry(
      Instant at,
      @Nullable String actor,
      @Nullable Long actorId,
      @Nullable String actorName,
      String action,
      @Nullable UUID taskId,
      @Nullable String subject,
      @Nullable String detail) {}

  /**
   * Writes a line in its caller's transaction: it stays if and only if the deed does.
   *
   * @param actor who acted, null if the system itself
   * @param action a stable word such as {@code task.start}
   * @param subject what it was done to, for a person (a slug, a name); never a secret
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(
      @Nullable Person actor,
      String action,
      @Nullable UUID taskId,
      @Nullable String subject,
      @Nullable String detail) {
    jdbc.sql(
            """
            insert into audit (at, actor, action, task_id, subject, detail)
            values (:at, :actor, :action, :task, :subject, :detail)
            """)
        .param("at", Timestamp.from(clock.instant()))
        .param("actor", actor == null ? null : actor.id())
        .param("action", action)
        .param("task", taskId)
        .param("subject", subject)
        .param("detail", detail)
        .update();
  }

  /** What was done to a task, oldest first. */
  public List<Entry> ofTask(UUID taskId) {
    return jdbc.sql(
            """
            select a.at, p.display_name as actor, p.id as actor_id, p.name as actor_name, a.action, a.task_id, a.subject, a.detail
            from audit a left join person p on p.id = a.actor
            where a.task_id = :task order by a.id
            """)
        .param("task", taskId)
        .query((row, number) -> entry(row))
        .list();
  }

  /**
   * What was done last, newest first.
   *
   * @param before only what is older, null: no limit
   */
  public List<Entry> newest(@Nullable Instant before, int most) {
    return jdbc.sql(
            """
            select a.at, p.display_name as actor, p.id as actor_id, p.name as actor_name, a.action, a.task_id, a.subject, a.detail
            from audit a left join person p on p.id = a.actor
            where cast(:before as timestamptz) is null or a.at < :before
            order by a.id desc limit :most
            """)
        .param("before", before == null ? null : Timestamp.from(before), Types.TIMESTAMP)
        .param("most", most)
        .query((row, number) -> entry(row))
        .list();
  }

  /** Forgets who was refused before this time; what somebody did stays. */
  @Transactional
  public int forgetRefusals(Instant before) {
    return jdbc.sql(
            """
            delete from audit where at < :before
              and action in ('sign-in.failed', 'token.refused')
            """)
        .param("before", Timestamp.from(before))
        .update();
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getTimestamp("at").toInstant(),
        row.getString("actor"),
        row.getObject("actor_id", Long.class),
        row.getString("actor_name"),
        row.getString("action"),
        row.getObject("task_id", UUID.class),
        row.getString("subject"),
        row.getString("detail"));
  }
}
