package org.kalanjiyam.ocr.server.notify;

import org.kalanjiyam.ocr.server.problem.Refused;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** People's webhooks and their delivery log. Everybody sees their own alone. Thread-safe. */
@Repository
public class Webhooks {
  /** What the secret's text begins with, as the Standard Webhooks say. */
  static final String SECRET_PREFIX = "whsec_";

  private static final int MOST = 20;
  private static final int SECRET_BYTES = 32;
  private static final int LONGEST_URL = 2000;

  private final SecureRandom random = new SecureRandom();
  private final JdbcClient jdbc;
  private final Clock clock;

  Webhooks(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * A new webhook.
   *
   * @param secret to check signatures with, shown this once
   */
  public record Made(Webhook webhook, String secret) {
    @Override
    public String toString() {
      return "Made[" + webhook.id() + "]";
    }
  }

  /** A person's webhooks, oldest first. */
  public List<Webhook> of(Person person) {
    return jdbc.sql(
            """
            select id, everyone, url, events, created_at from webhook
            where person_id = :person order by id
            """)
        .param("person", person.id())
        .query(Webhooks::row)
        .list();
  }

  /**
   * Makes one.
   *
   * @param everyone for tasks of everybody; administrators alone may
   * @throws Refused if it cannot be; the message is for the person
   */
  @Transactional
  public Made make(Person person, String url, boolean everyone, Set<TaskEvent> events) {
    URI address = address(url);
    if (events.isEmpty()) {
      throw new Refused("Say what the webhook is to be told of.");
    }
    if (everyone && person.role() != Role.ADMIN) {
      throw new Refused("Only administrators are told of everybody's tasks.");
    }
    if (of(person).size() >= MOST) {
      throw new Refused(
          "You have " + MOST + " webhooks, which is the limit; delete one first.");
    }
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    Webhook made =
        jdbc.sql(
                """
                insert into webhook (person_id, everyone, url, secret, events, created_at)
                values (:person, :everyone, :url, :secret, :events, :now)
                returning id, everyone, url, events, created_at
                """)
            .param("person", person.id())
            .param("everyone", everyone)
            .param("url", address.toString())
            .param("secret", secret)
            .param("events", Choices.names(events))
            .param("now", Timestamp.from(clock.instant()))
            .query(Webhooks::row)
            .single();
    return new Made(made, SECRET_PREFIX + Base64.getEncoder().encodeToString(secret));
  }

  /** Deletes one, with its log; false if the person has no such webhook. */
  public boolean delete(Person person, long id) {
    return jdbc.sql("delete from webhook where id = :id and person_id = :person")
            .param("id", id)
            .param("person", person.id())
            .update()
        == 1;
  }

  /** What was sent to a webhook of this person, newest first. */
  public List<Delivery> deliveries(Person person, long webhookId, int most) {
    return jdbc.sql(
            """
            select d.id, d.task_id, d.event, d.created_at, d.attempts, d.next_at, d.sent,
              d.status, d.answer
            from delivery d join webhook w on w.id = d.webhook_id
            where w.id = :webhook and w.person_id = :person
            order by d.created_at desc limit :most
            """)
        .param("webhook", webhookId)
        .param("person", person.id())
        .param("most", most)
        .query(Webhooks::delivery)
        .list();
  }

  /** Sends one again, at once; false if there is no such delivery of this person's. */
  public boolean again(Person person, UUID delivery) {
    return jdbc.sql(
                """
                update delivery set next_at = :now, attempts = 0, ended_at = null, sent = false
                where id = :id and webhook_id in (select id from webhook where person_id = :person)
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("id", delivery)
            .param("person", person.id())
            .update()
        == 1;
  }

  private static URI address(String url) {
    try {
      URI address = new URI(url.strip());
      if (("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
          && address.getHost() != null
          && address.getUserInfo() == null
          && url.length() <= LONGEST_URL) {
        return address;
      }
    } catch (URISyntaxException e) {
      // said below
    }
    throw new Refused(
        "A webhook's address begins with https:// or http:// and has neither user nor password.");
  }

  private static Webhook row(ResultSet row, int number) throws SQLException {
    return new Webhook(
        row.getLong("id"),
        row.getBoolean("everyone"),
        row.getString("url"),
        Choices.events(row, "events"),
        row.getTimestamp("created_at").toInstant());
  }

  private static Delivery delivery(ResultSet row, int number) throws SQLException {
    @Nullable Timestamp next = row.getTimestamp("next_at");
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getObject("task_id", UUID.class),
        TaskEvent.valueOf(row.getString("event")),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("attempts"),
        next == null ? null : next.toInstant(),
        row.getBoolean("sent"),
        row.getObject("status", Integer.class),
        row.getString("answer"));
  }
}
