package org.kalanjiyam.ocr.server.notify;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people were told in the page. Each person reads their own alone. Thread-safe. */
@Repository
public class Notifications {
  private static final String SELECT =
      """
      select n.id, n.event, n.task_id, p.slug, p.title, n.total, n.done, n.failed, n.detail,
        n.created_at, n.read_at
      from notification n
      left join task t on t.id = n.task_id
      left join project p on p.id = t.project_id
      where n.person_id = :person and n.shown
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Notifications(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A person's notifications, newest first.
   *
   * @param before only those with a lower id; null: from the newest
   */
  public List<Notification> of(Person person, boolean unread, @Nullable Long before, int most) {
    return jdbc.sql(
            SELECT
                + (unread ? " and n.read_at is null" : "")
                + " and n.id < :before order by n.id desc limit :most")
        .param("person", person.id())
        .param("before", before == null ? Long.MAX_VALUE : before)
        .param("most", most)
        .query(Notifications::row)
        .list();
  }

  /** How many a person has not read; 100 stands for more. */
  public int unread(Person person) {
    return jdbc.sql(
            """
            select count(*) from (select 1 from notification
              where person_id = :person and shown and read_at is null limit 100) waiting
            """)
        .param("person", person.id())
        .query(Integer.class)
        .single();
  }

  /** Marks one as read; empty if the person has no such notification. */
  public Optional<Notification> read(Person person, long id) {
    jdbc.sql(
            """
            update notification set read_at = :now
            where id = :id and person_id = :person and shown and read_at is null
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("id", id)
        .param("person", person.id())
        .update();
    return jdbc.sql(SELECT + " and n.id = :id")
        .param("person", person.id())
        .param("id", id)
        .query(Notifications::row)
        .optional();
  }

  /** Marks all of a person's as read. */
  public void readAll(Person person) {
    jdbc.sql(
            """
            update notification set read_at = :now
            where person_id = :person and shown and read_at is null
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("person", person.id())
        .update();
  }

  private static Notification row(ResultSet row, int number) throws SQLException {
    Timestamp read = row.getTimestamp("read_at");
    return new Notification(
        row.getLong("id"),
        TaskEvent.valueOf(row.getString("event")),
        row.getObject("task_id", UUID.class),
        row.getString("slug"),
        row.getString("title"),
        row.getInt("total"),
        row.getInt("done"),
        row.getInt("failed"),
        row.getString("detail"),
        row.getTimestamp("created_at").toInstant(),
        read == null ? null : read.toInstant());
  }
}
