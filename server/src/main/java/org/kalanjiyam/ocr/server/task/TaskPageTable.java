package org.kalanjiyam.ocr.server.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.DispatchQueue.Turn;
import org.kalanjiyam.ocr.server.task.PageFlow.Ticket;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The task_page table: a row for each page of each task. */
@Repository
class TaskPageTable {
  private final JdbcClient jdbc;

  TaskPageTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A page's row, as those who change it need it. */
  record Row(
      UUID taskId,
      int page,
      long pageId,
      String imageHash,
      int dpi,
      long pixels,
      int baseVersion,
      PageStatus status,
      int attempt,
      @Nullable Long ticket,
      @Nullable Instant sentAt,
      @Nullable Instant claimedAt,
      boolean delayed,
      @Nullable UUID claimedVia,
      @Nullable String worker,
      int strikes,
      int interruptions,
      int badLuck) {}

  Optional<Row> find(UUID taskId, int page) {
    return jdbc.sql("select * from task_page where task_id = :task and page = :page")
        .param("task", taskId)
        .param("page", page)
        .query(TaskPageTable::row)
        .optional();
  }

  /**
   * Gives tickets to the next pages of tasks, of each those that somebody looks at first; fewer
   * pages of them wait from then on. In the order of the turns, then of the book.
   */
  List<Row> handOut(List<Turn> turns, Instant now) {
    return jdbc.sql(
            """
            with turn as (
              select * from unnest(cast(:tasks as uuid[]), cast(:most as int[]))
                with ordinality as t(task, most, place)),
            given as (
              update task_page p set ticket = nextval('page_ticket'), sent_at = :now
              from turn cross join lateral (
                select page from task_page
                where task_id = turn.task and status = 'QUEUED' and ticket is null
                  and not_before is null
                order by rank, page limit turn.most) next
              where p.task_id = turn.task and p.page = next.page
              returning p.*, turn.place),
            fewer as (
              update task t set waiting = t.waiting - g.pages
              from (select task_id, count(*) as pages from given group by task_id) g
              where t.id = any (cast(:tasks as uuid[])) and t.id = g.task_id)
            select * from given order by place, rank, page
            """)
        .param("tasks", turns.stream().map(turn -> turn.taskId().toString()).toArray(String[]::new))
        .param("most", turns.stream().map(Turn::pages).toArray(Integer[]::new))
        .param("now", Sql.at(now))
        .query(TaskPageTable::row)
        .list();
  }

  /** Those of the pages that are out with that very ticket. */
  List<Row> find(List<Ticket> tickets) {
    return jdbc.sql(
            """
            select p.* from unnest(cast(:tasks as uuid[]), cast(:pages as int[]),
              cast(:tickets as bigint[])) as k(task, page, ticket)
            join task_page p on p.task_id = k.task and p.page = k.page and p.ticket = k.ticket
            """)
        .param("tasks", tickets.stream().map(one -> one.taskId().toString()).toArray(String[]::new))
        .param("pages", tickets.stream().map(Ticket::page).toArray(Integer[]::new))
        .param("tickets", tickets.stream().map(Ticket::ticket).toArray(Long[]::new))
        .query(TaskPageTable::row)
        .list();
  }

  /** A worker begins a page that was handed out. */
  record Beginning(Ticket ticket, String worker) {}

  /** A page that was begun. */
  record Begun(Ticket ticket, long pageId) {}

  /**
   * Begins those of the pages that wait for that very ticket and that nobody has begun. One alone
   * is asked for by name: PostgreSQL plans that once, and arrays every time.
   */
  List<Begun> begin(List<Beginning> pages, UUID via, Instant now) {
    return pages.size() == 1
        ? begin(pages.getFirst(), via, now).stream().toList()
        : beginAll(pages, via, now);
  }

  private Optional<Begun> begin(Beginning page, UUID via, Instant now) {
    return jdbc.sql(
            """
            update task_page set status = 'ACTIVE', attempt = attempt + 1, claimed_at = :now,
              worker = :worker, claimed_via = :via
            where task_id = :task and page = :page and ticket = :ticket and status = 'QUEUED'
            returning task_id, page, ticket, page_id
            """)
        .param("now", Sql.at(now))
        .param("worker", page.worker())
        .param("via", via)
        .param("task", page.ticket().taskId())
        .param("page", page.ticket().page())
        .param("ticket", page.ticket().ticket())
        .query(TaskPageTable::begun)
        .optional();
  }

  private List<Begun> beginAll(List<Beginning> pages, UUID via, Instant now) {
    return jdbc.sql(
            """
            update task_page p set status = 'ACTIVE', attempt = p.attempt + 1, claimed_at = :now,
              worker = k.worker, claimed_via = :via
            from unnest(cast(:tasks as uuid[]), cast(:pages as int[]), cast(:tickets as bigint[]),
                cast(:workers as text[])) as k(task, page, ticket, worker)
            where p.task_id = k.task and p.page = k.page and p.ticket = k.ticket
              and p.status = 'QUEUED'
            returning p.task_id, p.page, p.ticket, p.page_id
            """)
        .param("now", Sql.at(now))
        .param("via", via)
        .param(
            "tasks", pages.stream().map(one -> "" + one.ticket().taskId()).toArray(String[]::new))
        .param("pages", pages.stream().map(one -> one.ticket().page()).toArray(Integer[]::new))
        .param("tickets", pages.stream().map(one -> one.ticket().ticket()).toArray(Long[]::new))
        .param("workers", pages.stream().map(Beginning::worker).toArray(String[]::new))
        .query(TaskPageTable::begun)
        .list();
  }

  private static Begun begun(ResultSet row, int number) throws SQLException {
    Ticket ticket =
        new Ticket(row.getObject("task_id", UUID.class), row.getInt("page"), row.getLong("ticket"));
    return new Begun(ticket, row.getLong("page_id"));
  }

  /** A page that was read, or found edited. */
  record Reading(Row page, Ending ending, long version) {}

  /** Ends many pages in one statement. */
  void end(List<Reading> pages, Instant now) {
    jdbc.sql(
            """
            update task_page p set status = k.status, ticket = null,
              not_before = null, ended_at = :now, ended_version = k.version,
              duration_ms = k.duration, confidence = k.confidence, cause = k.cause,
              reason = k.reason
            from unnest(cast(:tasks as uuid[]), cast(:pages as int[]), cast(:statuses as text[]),
                cast(:versions as bigint[]), cast(:durations as bigint[]),
                cast(:confidences as float8[]), cast(:causes as text[]), cast(:reasons as text[]))
              as k(task, page, status, version, duration, confidence, cause, reason)
            where p.task_id = k.task and p.page = k.page
            """)
        .param("now", Sql.at(now))
        .param("tasks", tasks(pages.stream().map(Reading::page)))
        .param("pages", pages.stream().map(one -> one.page().page()).toArray(Integer[]::new))
        .param(
            "statuses",
            pages.stream().map(one -> one.ending().status().name()).toArray(String[]::new))
        .param("versions", pages.stream().map(Reading::version).toArray(Long[]::new))
        .param(
            "durations",
            pages.stream().map(one -> one.ending().durationMillis()).toArray(Long[]::new))
        .param(
            "confidences",
            pages.stream().map(one -> one.ending().confidence()).toArray(Double[]::new))
        .param("causes", pages.stream().map(one -> one.ending().cause()).toArray(String[]::new))
        .param("reasons", pages.stream().map(one -> one.ending().reason()).toArray(String[]::new))
        .update();
  }

  private static String[] tasks(Stream<Row> pages) {
    return pages.map(page -> page.taskId().toString()).toArray(String[]::new);
  }

  void begin(Row page, String worker, UUID via, int strikes, Instant now) {
    jdbc.sql(
            """
            update task_page set status = 'ACTIVE', attempt = attempt + 1, claimed_at = :now,
              worker = :worker, claimed_via = :via, strikes = :strikes
            where task_id = :task and page = :page
            """)
        .param("now", Sql.at(now))
        .param("worker", worker)
        .param("via", via)
        .param("strikes", strikes)
        .param("task", page.taskId())
        .param("page", page.page())
        .update();
  }

  /** A page that ends, as those hear of it who count. */
  static PagesEnded.EndedPage ended(Task task, Row page, Ending ending, Instant now) {
    Instant sent = page.sentAt();
    Instant claimed = page.status() == PageStatus.ACTIVE ? page.claimedAt() : null;
    return new PagesEnded.EndedPage(
        page.page(),
        page.worker(),
        ending.status(),
        ending.cause(),
        ending.reason(),
        sent == null ? null : Duration.between(task.startedAt(), sent),
        sent == null || claimed == null ? null : Duration.between(sent, claimed),
        claimed == null ? null : Duration.between(claimed, now));
  }

  /** How a page ended. */
  record Ending(
      PageStatus status,
      @Nullable Long durationMillis,
      @Nullable Double confidence,
      @Nullable String cause,
      @Nullable String reason) {}

  /**
   * @param version the task's version from this change on
   */
  void end(Row page, Ending ending, long version, Instant now) {
    jdbc.sql(
            """
            update task_page set status = :status, ticket = null,
              not_before = null, ended_at = :now, ended_version = :version,
              duration_ms = :duration, confidence = :confidence, cause = :cause, reason = :reason
            where task_id = :task and page = :page
            """)
        .param("status", ending.status().name())
        .param("now", Sql.at(now))
        .param("version", version)
        .param("duration", ending.durationMillis(), java.sql.Types.BIGINT)
        .param("confidence", ending.confidence(), java.sql.Types.REAL)
        .param("cause", ending.cause(), java.sql.Types.VARCHAR)
        .param("reason", ending.reason(), java.sql.Types.VARCHAR)
        .param("task", page.taskId())
        .param("page", page.page())
        .update();
  }

  /** Puts a page that is out back among those that wait, at once or from {@code notBefore} on. */
  void giveBack(Row page, int strikes, int interruptions, @Nullable Instant notBefore) {
    jdbc.sql(
            """
            update task_page set status = 'QUEUED', ticket = null, sent_at = null,
              claimed_at = null, strikes = :strikes, interruptions = :interruptions,
              not_before = :notBefore
            where task_id = :task and page = :page
            """)
        .param("strikes", strikes)
        .param("interruptions", interruptions)
        .param("notBefore", notBefore == null ? null : Sql.at(notBefore), java.sql.Types.TIMESTAMP)
        .param("task", page.taskId())
        .param("page", page.page())
        .update();
  }

  /** Takes back the tickets of pages that no worker has begun. */
  int withdrawUnclaimed(UUID taskId) {
    return jdbc.sql(
            """
            update task_page set ticket = null, sent_at = null
            where task_id = :task and status = 'QUEUED' and ticket is not null
            """)
        .param("task", taskId)
        .update();
  }

  /** Ends all pages that have not ended. */
  void revokeOpen(UUID taskId, long version, Instant now) {
    jdbc.sql(
            """
            update task_page set status = 'REVOKED', ticket = null, sent_at = null,
              not_before = null, ended_at = :now, ended_version = :version
            where task_id = :task and status in ('QUEUED', 'ACTIVE')
            """)
        .param("task", taskId)
        .param("now", Sql.at(now))
        .param("version", version)
        .update();
  }

  /** Tasks that have pages whose delay is over. */
  List<UUID> tasksWithDueDelays(Instant now) {
    return jdbc.sql("select distinct task_id from task_page where not_before <= :now")
        .param("now", Sql.at(now))
        .query((row, number) -> row.getObject("task_id", UUID.class))
        .list();
  }

  /** Pages with bad luck wait until no other of their task is open, and go one at a time. */
  int endDelays(UUID taskId, Instant now) {
    return jdbc.sql(
            """
            update task_page p set not_before = null
            where task_id = :task and not_before <= :now
              and (bad_luck = 0 or (
                not exists (
                  select 1 from task_page o
                  where o.task_id = :task and o.status in ('QUEUED', 'ACTIVE')
                    and (o.bad_luck = 0 or o.not_before is null))
                and page = (
                  select min(l.page) from task_page l
                  where l.task_id = :task and l.bad_luck > 0 and l.not_before <= :now)))
            """)
        .param("task", taskId)
        .param("now", Sql.at(now))
        .update();
  }

  /** Pages that have been out for longer than they can be. */
  List<Row> overdue(Instant begunBefore, Instant sentBefore) {
    return jdbc.sql(
            """
            select * from task_page where ticket is not null
              and (status = 'ACTIVE' and claimed_at < :begun
                or status = 'QUEUED' and sent_at < :sent)
            """)
        .param("begun", Sql.at(begunBefore))
        .param("sent", Sql.at(sentBefore))
        .query(TaskPageTable::row)
        .list();
  }

  void putFirst(UUID taskId, int page) {
    jdbc.sql(
            """
            update task_page set rank = 0
            where task_id = :task and page = :page and status = 'QUEUED' and rank > 0
            """)
        .param("task", taskId)
        .param("page", page)
        .update();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    return new Row(
        row.getObject("task_id", UUID.class),
        row.getInt("page"),
        row.getLong("page_id"),
        row.getString("image_hash"),
        row.getInt("dpi"),
        row.getLong("pixels"),
        row.getInt("base_version"),
        PageStatus.valueOf(row.getString("status")),
        row.getInt("attempt"),
        row.getObject("ticket", Long.class),
        Sql.instant(row, "sent_at"),
        Sql.instant(row, "claimed_at"),
        row.getTimestamp("not_before") != null,
        row.getObject("claimed_via", UUID.class),
        row.getString("worker"),
        row.getInt("strikes"),
        row.getInt("interruptions"),
        row.getInt("bad_luck"));
  }
}
