package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.kalanjiyam.ocr.server.task.DispatchQueue.Turn;
import org.kalanjiyam.ocr.server.task.PageFlow.Handout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The next page costs the same, however much waits. Counts the rows that the database reads for
 * one, which is what would grow, and prints the time.
 */
class DispatchScaleTest extends ServerFixture {
  private static final int PEOPLE = 50;
  private static final int TASKS = 1000;
  private static final int PAGES = 100;
  private static final int TURNS = 100;

  /** Six pages out, fifty people to hop over, and what one page needs. */
  private static final long MOST_ROWS = 60;

  @Autowired DispatchQueue queue;
  @Autowired PageFlow flow;
  @Autowired TransactionTemplate transaction;

  @Test
  void theNextPageIsFoundInConstantTimeAmongAHundredThousand() {
    fill();
    List<Handout> out = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      out.add(next().handout());
    }
    List<Long> rows = new ArrayList<>();
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < TURNS; i++) {
      end(out.removeFirst());
      Found found = next();
      out.add(found.handout());
      rows.add(found.rows());
      times.add(found.time());
    }
    times.sort(null);
    long most = rows.stream().mapToLong(Long::longValue).max().orElseThrow();
    System.out.printf(
        "The next page among %,d waiting of %,d tasks: median %.1f ms, at most %d rows read%n",
        TASKS * PAGES, TASKS, times.get(TURNS / 2).toNanos() / 1e6, most);
    assertThat(most).isLessThanOrEqualTo(MOST_ROWS);
    assertThat(out.stream().map(page -> page.task().startedBy()).distinct())
        .as("people who have a page out")
        .hasSize(6);
  }

  /** The next page, how long it took and how many rows were read for it. */
  private record Found(Handout handout, Duration time, long rows) {}

  private Found next() {
    return transaction.execute(
        status -> {
          long before = rowsRead();
          long start = System.nanoTime();
          Turn turn =
              queue.next(StandInProvider.NAME, queue.out(StandInProvider.NAME), 1).getFirst();
          Handout page = flow.handOut(List.of(turn)).getFirst();
          return new Found(page, Duration.ofNanos(System.nanoTime() - start), rowsRead() - before);
        });
  }

  /** Rows of tasks and their pages that this transaction has read. */
  private long rowsRead() {
    return jdbc.sql(
            """
            select sum(seq_tup_read + coalesce(idx_tup_fetch, 0))
            from pg_stat_xact_user_tables where relname in ('task', 'task_page')
            """)
        .query(Long.class)
        .single();
  }

  private void end(Handout page) {
    flow.claim(page.task().id(), page.page(), page.ticket(), "w1");
    transaction.executeWithoutResult(
        status ->
            flow.done(
                flow.lockIfAwaited(page.task().id(), page.page(), page.ticket()).orElseThrow(),
                10,
                0.9));
  }

  private void fill() {
    for (int i = 0; i < PEOPLE; i++) {
      person("person-" + i, "EDITOR");
    }
    jdbc.sql(
            """
            insert into task (id, project_slug, engine, language, scope, status, total, queued,
              waiting, started_by, started_at, updated_at)
            select lpad(to_hex(n), 32, '0')::uuid, 'book-' || n, :engine, 'eng', 'UNEDITED',
              'PENDING', :pages, :pages, :pages, 1 + n % :people, now(), now()
            from generate_series(1, :tasks) n
            """)
        .param("engine", StandInProvider.NAME)
        .param("pages", PAGES)
        .param("people", PEOPLE)
        .param("tasks", TASKS)
        .update();
    jdbc.sql(
            """
            insert into task_page (task_id, page, page_id, image_hash, dpi, base_version, status,
              pixels)
            select t.id, n, n, 'hash', 300, 0, 'QUEUED', 8000000
            from task t, generate_series(1, :pages) n
            """)
        .param("pages", PAGES)
        .update();
    jdbc.sql("analyze task, task_page").update();
  }
}
