package org.kalanjiyam.ocr.server.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.TaskPageTable.Row;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Attempts at pages that came to nothing, and what they count as: bad luck, or a strike against the
 * page. The table task_page_attempt, and the counts in task_page.
 */
@Repository
class PageAttempts {
  private final JdbcClient jdbc;

  PageAttempts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps an attempt that came to nothing; the page's row is still that of the attempt. */
  void keep(Row page, String cause, @Nullable String reason, Instant now) {
    jdbc.sql(
            """
            insert into task_page_attempt (task_id, page, attempt, worker, begun_at, ended_at,
              cause, reason)
            select task_id, page, attempt, worker, claimed_at, :now, :cause, :reason
            from task_page where task_id = :task and page = :page and status = 'ACTIVE'
            on conflict do nothing
            """)
        .param("now", Sql.at(now))
        .param("cause", cause)
        .param("reason", reason, java.sql.Types.VARCHAR)
        .param("task", page.taskId())
        .param("page", page.page())
        .update();
  }

  void countBadLuck(Row page, int badLuck) {
    jdbc.sql("update task_page set bad_luck = :count where task_id = :task and page = :page")
        .param("count", badLuck)
        .param("task", page.taskId())
        .param("page", page.page())
        .update();
  }

  void turnBadLuckIntoStrike(Row page) {
    jdbc.sql(
            """
            update task_page set strikes = strikes + 1, bad_luck = greatest(0, bad_luck - 1)
            where task_id = :task and page = :page
            """)
        .param("task", page.taskId())
        .param("page", page.page())
        .update();
  }

  /** Pages that a worker has in hand, or had when it fell silent. */
  List<PageFlow.Suspect> suspects(String worker) {
    return jdbc.sql(
            """
            select task_id, page from task_page
            where ticket is not null and status = 'ACTIVE' and worker = :worker
            union
            select task_id, page from task_page_attempt
            where worker = :worker and cause = 'worker-silent'
            """)
        .param("worker", worker)
        .query(
            (row, number) ->
                new PageFlow.Suspect(
                    row.getObject("task_id", UUID.class), row.getInt("page"), worker))
        .list();
  }

  /** Says of an attempt why its worker fell silent; false if that was said before. */
  boolean findGuilty(PageFlow.Suspect suspect, String reason) {
    return jdbc.sql(
                """
                update task_page_attempt set cause = 'worker-died', reason = :reason
                where task_id = :task and page = :page and worker = :worker
                  and cause = 'worker-silent'
                """)
            .param("reason", reason)
            .param("task", suspect.taskId())
            .param("page", suspect.page())
            .param("worker", suspect.worker())
            .update()
        > 0;
  }
}
