package org.kalanjiyam.ocr.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
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
  private static final int MOST_LOOKED_AT = 20_000;

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
      long id,
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
            select a.id, a.at, p.display_name as actor, p.id as actor_id, p.name as actor_name, a.action, a.task_id, a.subject, a.detail
            from audit a left join person p on p.id = a.actor
            where a.task_id = :task order by a.id
            """)
        .param("task", taskId)
        .query((row, number) -> entry(row))
        .list();
  }

  /**
   * What to look for; null members are not looked at.
   *
   * @param actor the name that the person signs in with
   * @param action the whole of the word, or its beginning up to the full stop: {@code task.}
   * @param text part of what it was done to or of its details, in any case
   * @param before only lines with smaller ids
   */
  public record Search(
      @Nullable String actor,
      @Nullable String action,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Long before) {}

  /**
   * Lines that were found, newest first.
   *
   * @param next where to go on; null: nothing older is left
   * @param back how far was looked; null: to the beginning
   */
  public record Found(List<Entry> entries, @Nullable Long next, @Nullable Instant back) {}

  /**
   * Lines that fit, newest first. Looks at no more than {@value #MOST_LOOKED_AT} lines that fit by
   * who and what, so that a word that nobody wrote costs no more than one that is everywhere.
   */
  public Found find(Search search, int most) {
    StringJoiner where = new StringJoiner(" and ", "where ", "").setEmptyValue("");
    Map<String, Object> values = new HashMap<>();
    put(where, values, "actor = (select id from person where name = :actor)", search.actor());
    String action = search.action();
    if (action != null && action.endsWith(".")) {
      where.add("action >= :action and action < :actionEnd");
      values.put("action", action);
      values.put("actionEnd", action.substring(0, action.length() - 1) + "/");
    } else {
      put(where, values, "action = :action", action);
    }
    put(where, values, "at >= :from", stamp(search.from()));
    put(where, values, "at < :until", stamp(search.until()));
    put(where, values, "id < :before", search.before());
    values.put("looked", MOST_LOOKED_AT);
    values.put("text", search.text() == null ? "" : search.text());
    values.put("most", most + 1);
    List<Entry> found =
        jdbc.sql(
                """
                select a.id, a.at, p.display_name as actor, p.id as actor_id, p.name as actor_name,
                  a.action, a.task_id, a.subject, a.detail
                from (select * from audit WHERE order by id desc limit :looked) a
                left join person p on p.id = a.actor
                where :text = '' or strpos(lower(coalesce(a.subject, '') || ' '
                  || coalesce(a.detail, '') || ' ' || coalesce(a.task_id::text, '')), lower(:text)) > 0
                order by a.id desc limit :most
                """
                    .replace("WHERE", where.toString()))
            .params(values)
            .query((row, number) -> entry(row))
            .list();
    if (found.size() > most) {
      List<Entry> shown = found.subList(0, most);
      return new Found(List.copyOf(shown), shown.getLast().id(), shown.getLast().at());
    }
    return jdbc.sql(
            "select id, at from audit " + where + " order by id desc offset :looked limit 1")
        .params(values)
        .query(
            (row, number) ->
                new Found(found, row.getLong("id") + 1, row.getTimestamp("at").toInstant()))
        .optional()
        .orElseGet(() -> new Found(found, null, null));
  }

  private static void put(
      StringJoiner where, Map<String, Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      where.add(condition);
      values.put(condition.substring(condition.indexOf(':') + 1).replace(")", ""), value);
    }
  }

  private static @Nullable Timestamp stamp(@Nullable Instant at) {
    return at == null ? null : Timestamp.from(at);
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
        row.getLong("id"),
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
