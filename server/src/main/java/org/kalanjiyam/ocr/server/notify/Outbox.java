package org.kalanjiyam.ocr.server.notify;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.site.Language;
import org.kalanjiyam.ocr.server.task.Task;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is to be told, in SQL, so that no crash loses it: rows of {@code notification} for the page,
 * rows of {@code delivery} for e-mail and webhooks. Whoever sends takes deliveries for a while;
 * what was not settled by then is sent again, so a delivery may come twice, with the same id.
 * Thread-safe.
 */
@Repository
class Outbox {
  /** How long a sender has a delivery to itself. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final Duration LOG_KEPT = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final People people;
  private final MailTexts mailTexts;
  private final WebhookBody webhookBody;
  private final Supplier<UUID> ids;

  Outbox(
      JdbcClient jdbc,
      Clock clock,
      People people,
      MailTexts mailTexts,
      WebhookBody webhookBody,
      Supplier<UUID> ids) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.people = people;
    this.mailTexts = mailTexts;
    this.webhookBody = webhookBody;
    this.ids = ids;
  }

  /**
   * Something to send.
   *
   * @param personId whose it is
   * @param url of the webhook; null: it is an e-mail to {@code address}
   * @param attempt counts from 1
   */
  record Due(
      UUID id,
      long personId,
      int attempt,
      @Nullable String url,
      byte @Nullable [] secret,
      @Nullable String address,
      @Nullable String subject,
      String body) {
    /** Without the address, which may have a key in it. */
    @Override
    public String toString() {
      return "Due[" + id + ", attempt " + attempt + "]";
    }
  }

  /** Tells whoever wants to know, once for each state of the task. */
  @Transactional
  public void put(Task task, TaskEvent event, @Nullable String detail) {
    Timestamp now = Timestamp.from(clock.instant());
    boolean news =
        jdbc.sql(
                    """
                    insert into notification (person_id, event, task_id, occurrence, total, done,
                      failed, detail, shown, created_at)
                    select p.id, :event, :task, :version, :total, :done, :failed, :detail,
                      c.person_id is null or :event = any (c.in_page), :now
                    from person p left join notification_choice c on c.person_id = p.id
                    where p.id = :person and p.disabled_at is null
                    on conflict do nothing
                    """)
                .param("event", event.name())
                .param("task", task.id())
                .param("version", task.version())
                .param("total", task.counts().total())
                .param("done", task.counts().done())
                .param("failed", task.counts().failed())
                .param("detail", detail)
                .param("now", now)
                .param("person", task.startedBy())
                .update()
            == 1;
    if (news) {
      putMail(task, event, detail, now);
      putWebhooks(task, event, detail, now);
    }
  }

  private void putMail(Task task, TaskEvent event, @Nullable String detail, Timestamp now) {
    if (!mailTexts.sendsMail()) {
      return;
    }
    var about = new MailTexts.Subject(task, title(task), event, detail, locale(task.startedBy()));
    jdbc.sql(
            """
            insert into delivery (id, person_id, task_id, event, subject, body, created_at,
              next_at)
            select :id, p.id, :task, :event, :subject, :body, :now, :now
            from person p join notification_choice c on c.person_id = p.id
            where p.id = :person and p.email is not null and :event = any (c.by_email)
            """)
        .param("id", ids.get())
        .param("task", task.id())
        .param("event", event.name())
        .param("subject", mailTexts.subject(about))
        .param("body", mailTexts.text(about))
        .param("now", now)
        .param("person", task.startedBy())
        .update();
  }

  private String title(Task task) {
    return jdbc.sql("select title from project where slug = :slug")
        .param("slug", task.projectSlug())
        .query(String.class)
        .optional()
        .orElse(task.projectSlug());
  }

  private Locale locale(long person) {
    return people.byId(person).map(Person::language).map(Language::locale).orElse(Locale.ENGLISH);
  }

  private void putWebhooks(Task task, TaskEvent event, @Nullable String detail, Timestamp now) {
    List<Long> hooks =
        jdbc.sql(
                """
                select w.id from webhook w join person p on p.id = w.person_id
                where (w.person_id = :person or w.everyone and p.role = 'ADMIN')
                  and :event = any (w.events) and p.disabled_at is null
                """)
            .param("person", task.startedBy())
            .param("event", event.name())
            .query((row, number) -> row.getLong("id"))
            .list();
    for (long hook : hooks) {
      UUID id = ids.get();
      jdbc.sql(
              """
              insert into delivery (id, webhook_id, person_id, task_id, event, body,
                created_at, next_at)
              select :id, w.id, w.person_id, :task, :event, :body, :now, :now
              from webhook w where w.id = :hook
              """)
          .param("id", id)
          .param("hook", hook)
          .param("task", task.id())
          .param("event", event.name())
          .param("body", webhookBody.json(id, task, event, detail, now.toInstant()))
          .param("now", now)
          .update();
    }
  }

  /**
   * Takes what is due, for {@link #LEASE}; several servers never take the same.
   *
   * @param share how many of one person's
   * @param full whose are left alone
   */
  @Transactional
  public List<Due> take(int most, int share, Set<Long> full) {
    Instant now = clock.instant();
    return jdbc.sql(
            """
            with due as (
              select d.id from delivery d
              where d.next_at <= :now and d.id in (
                select own.id from person p cross join lateral (
                  select o.id from delivery o
                  where o.person_id = p.id and o.next_at <= :now
                  order by o.next_at limit :share) own
                where p.id <> all (cast(string_to_array(:full, ',') as bigint[])))
              order by d.next_at limit :most for update skip locked),
            taken as (
              update delivery d set attempts = d.attempts + 1, next_at = :lease
              from due where d.id = due.id
              returning d.id, d.attempts, d.webhook_id, d.person_id, d.subject, d.body)
            select t.id, t.person_id, t.attempts, w.url, w.secret, p.email, t.subject, t.body
            from taken t left join webhook w on w.id = t.webhook_id
            join person p on p.id = t.person_id
            """)
        .param("now", Timestamp.from(now))
        .param("most", most)
        .param("share", share)
        .param("full", full.stream().map(String::valueOf).collect(Collectors.joining(",")))
        .param("lease", Timestamp.from(now.plus(LEASE)))
        .query(
            (row, number) ->
                new Due(
                    row.getObject("id", UUID.class),
                    row.getLong("person_id"),
                    row.getInt("attempts"),
                    row.getString("url"),
                    row.getBytes("secret"),
                    row.getString("email"),
                    row.getString("subject"),
                    row.getString("body")))
        .list();
  }

  /**
   * Notes how an attempt ended.
   *
   * @param next when to try again; null: it is done with
   */
  @Transactional
  public void settle(
      UUID id, boolean sent, @Nullable Integer status, String answer, @Nullable Instant next) {
    jdbc.sql(
            """
            update delivery set sent = :sent, status = :status, answer = :answer,
              next_at = :next, ended_at = :ended
            where id = :id
            """)
        .param("sent", sent)
        .param("status", status, java.sql.Types.INTEGER)
        .param("answer", answer.replace("\0", ""))
        .param("next", next == null ? null : Timestamp.from(next), java.sql.Types.TIMESTAMP)
        .param(
            "ended",
            next == null ? Timestamp.from(clock.instant()) : null,
            java.sql.Types.TIMESTAMP)
        .param("id", id)
        .update();
  }

  /** Forgets what was done with a month ago. */
  @Transactional
  public void forgetOld() {
    jdbc.sql("delete from delivery where ended_at < :then")
        .param("then", Timestamp.from(clock.instant().minus(LOG_KEPT)))
        .update();
  }
}
