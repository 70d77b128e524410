package org.kalanjiyam.ocr.server.budget;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.kalanjiyam.ocr.engine.Cost;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What was spent: by hand-out, and in sums by task and by engine and calendar month (UTC). In
 * millionths of the engine's currency.
 */
@Repository
public class Spending {
  private final JdbcClient jdbc;
  private final Clock clock;

  Spending(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** A sum and how many hand-outs it is of. */
  public record Sum(long micros, long pages) {
    static final Sum NOTHING = new Sum(0, 0);
  }

  /**
   * Counts what a hand-out cost, once: the same ticket again changes nothing. Runs in its caller's
   * transaction.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(long ticket, UUID taskId, int page, String engine, Cost cost) {
    Instant now = clock.instant();
    int added =
        jdbc.sql(
                """
                insert into spending (ticket, task_id, page, engine, requests, input_tokens,
                  output_tokens, micros, at)
                values (:ticket, :task, :page, :engine, :requests, :in, :out, :micros, :at)
                on conflict (ticket) do nothing
                """)
            .param("ticket", ticket)
            .param("task", taskId)
            .param("page", page)
            .param("engine", engine)
            .param("requests", cost.requests())
            .param("in", cost.inputTokens())
            .param("out", cost.outputTokens())
            .param("micros", cost.micros())
            .param("at", Timestamp.from(now))
            .update();
    if (added == 1) {
      addToSums(taskId, engine, cost.micros(), month(now));
    }
  }

  private void addToSums(UUID taskId, String engine, long micros, LocalDate month) {
    jdbc.sql(
            """
            insert into task_spending (task_id, micros, pages) values (:task, :micros, 1)
            on conflict (task_id) do update set micros = task_spending.micros + excluded.micros,
              pages = task_spending.pages + 1
            """)
        .param("task", taskId)
        .param("micros", micros)
        .update();
    jdbc.sql(
            """
            insert into engine_spending (engine, month, micros, pages)
            values (:engine, :month, :micros, 1)
            on conflict (engine, month) do update set
              micros = engine_spending.micros + excluded.micros,
              pages = engine_spending.pages + 1
            """)
        .param("engine", engine)
        .param("month", month)
        .param("micros", micros)
        .update();
  }

  /** What a task has cost so far. */
  public Sum ofTask(UUID taskId) {
    return jdbc.sql("select micros, pages from task_spending where task_id = :task")
        .param("task", taskId)
        .query((row, number) -> new Sum(row.getLong(1), row.getLong(2)))
        .optional()
        .orElse(Sum.NOTHING);
  }

  /** What an engine has cost the site in this calendar month. */
  public Sum ofMonth(String engine) {
    return jdbc.sql(
            "select micros, pages from engine_spending where engine = :engine and month = :month")
        .param("engine", engine)
        .param("month", month(clock.instant()))
        .query((row, number) -> new Sum(row.getLong(1), row.getLong(2)))
        .optional()
        .orElse(Sum.NOTHING);
  }

  private static LocalDate month(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC).withDayOfMonth(1);
  }
}
