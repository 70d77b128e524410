package org.kalanjiyam.ocr.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;

/**
 * What people and programs wait for reads a bounded number of rows, however much there is: each
 * address is asked on a site with {@value #MANY} of everything, and the rows and index entries that
 * the database went through are counted. Time is measured elsewhere: {@code bench/full-site}.
 */
class BoundedReadsTest extends ServerFixture {
  private static final int MANY = 3000;

  /** Pages of the longest book, which may be counted. */
  private static final int LONG = 1000;

  /** A list of fifty with what belongs to each, and the counts of a long book. */
  private static final int MOST = 2500;

  private static final String LONG_TASK = "017f0000-0000-7000-8000-00000000ffff";
  private static final List<String> ADDRESSES =
      List.of(
          "/",
          "/?sort=title",
          "/?sort=edited",
          "/?show=mine",
          "/?show=unfinished",
          "/tasks",
          "/tasks?state=FAILURE",
          "/tasks?state=PROGRESS",
          "/tasks?purpose=OPINION",
          "/tasks?project=book-7",
          "/tasks?user=person-7",
          "/tasks?before=017f0000-0000-7000-8000-00000000fff0",
          "/tasks/" + LONG_TASK,
          "/proofing/batch-ocr-status/" + LONG_TASK,
          "/history",
          "/changes",
          "/notifications",
          "/workers",
          "/proofing/long-book",
          "/proofing/long-book/500",
          "/proofing/long-book/500/history",
          "/proofing/book-7/batch-ocr",
          "/people",
          "/admin",
          "/admin/audit",
          "/deleted-books",
          "/api/v1/projects",
          "/api/v1/projects/book-7",
          "/api/v1/projects/long-book/pages?size=100",
          "/api/v1/tasks",
          "/api/v1/tasks/" + LONG_TASK,
          "/api/v1/tasks/" + LONG_TASK + "/pages?size=100",
          "/api/v1/changes",
          "/api/v1/notifications",
          "/api/v1/people",
          "/api/v1/audit",
          "/api/v1/workers",
          "/api/v1/queues");

  @Autowired private WebApplicationContext context;

  @Autowired
  @Qualifier("springSecurityFilterChain")
  private Filter security;

  @Autowired private TransactionTemplate transaction;

  @Test
  void whatOneWaitsForIsBounded() throws Exception {
    fill();
    MockMvc mvc = MockMvcBuilders.webAppContextSetup(context).addFilters(security).build();
    List<String> tooMuch = new ArrayList<>();
    for (String address : ADDRESSES) {
      // The answer is made on this thread, so that all its statements are in this transaction.
      Map<String, Long> reads = transaction.execute(status -> reads(mvc, address));
      long all = reads.values().stream().mapToLong(Long::longValue).sum();
      System.out.printf("%6d %s%n", all, address);
      if (all > MOST) {
        tooMuch.add(address + " reads " + reads);
      }
    }
    assertThat(tooMuch).isEmpty();
  }

  private Map<String, Long> reads(MockMvc mvc, String address) {
    try {
      // As the planner does where tables are larger than these.
      jdbc.sql("set local enable_seqscan = off").update();
      jdbc.sql("set local enable_hashjoin = off").update();
      jdbc.sql("set local enable_mergejoin = off").update();
      Map<String, Long> before = rowsRead();
      var answer =
          mvc.perform(get(address).header("Authorization", "Bearer test-admin-token")).andReturn();
      assertThat(answer.getResponse().getStatus()).as(address).isEqualTo(200);
      assertThat(answer.getResponse().getContentAsByteArray()).as(address).hasSizeLessThan(500_000);
      Map<String, Long> reads = new TreeMap<>(rowsRead());
      before.forEach((relation, rows) -> reads.merge(relation, -rows, Long::sum));
      reads.values().removeIf(rows -> rows == 0);
      return reads;
    } catch (Exception e) {
      throw new AssertionError(address, e);
    }
  }

  /** Rows read one by one, and entries of indexes, by this transaction so far. */
  private Map<String, Long> rowsRead() {
    Map<String, Long> rows = new HashMap<>();
    jdbc.sql(
            """
            select relname, pg_stat_get_xact_tuples_returned(oid) from pg_class
            where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')
            """)
        .query(
            row -> {
              rows.put(row.getString(1), row.getLong(2));
            });
    return rows;
  }

  private void fill() {
    for (String sql : SITE) {
      jdbc.sql(
              sql.replace("MANY", Integer.toString(MANY))
                  .replace("LENGTH", Integer.toString(LONG))
                  .replace("LONG", LONG_TASK))
          .update();
    }
    jdbc.sql("analyze").update();
  }

  private static final List<String> SITE =
      List.of(
          "alter table page disable trigger user",
          "alter table revision disable trigger user",
          """
          insert into person (name, display_name, role)
          select 'person-' || n, 'Person ' || n, case n when 1 then 'ADMIN' else 'EDITOR' end
          from generate_series(1, MANY) n
          """,
          """
          insert into project (slug, title, status, page_count, created_by, last_edit_at)
          select 'book-' || n, 'Book ' || n, 'READY', 1, n, now() - n * interval '1 minute'
          from generate_series(1, MANY) n
          union all select 'long-book', 'A long book', 'READY', LENGTH, 1, now()
          """,
          """
          insert into page (project_id, number, image_file, media_type, image_hash, byte_count,
            width, height, version)
          select p.id, n, 'none', 'image/png', 'hash', 1, 1000, 2000, 1
          from project p, generate_series(1, LENGTH) n where n <= p.page_count
          """,
          """
          insert into revision (page_id, version, text, created_at, author)
          select id, 1, 'some words', now() - id * interval '1 minute', 1 + id % MANY from page
          """,
          """
          insert into task (id, project_id, project_slug, engine, language, scope, status, total,
            queued, waiting, done, failed, started_by, started_at, updated_at, finished_at)
          select case n when MANY + 1 then 'LONG' else lpad(to_hex(n), 32, '0') end::uuid, p.id,
            p.slug, 'tesseract', 'eng', 'UNEDITED', 'FAILURE', p.page_count, 0, 0, p.page_count - 1,
            1, 1 + n % MANY, now(), now(), now()
          from (select *, row_number() over (order by id) as n from project) p
          """,
          """
          insert into task_page (task_id, page, page_id, image_hash, dpi, base_version, status,
            attempt, worker, sent_at, claimed_at, ended_at, ended_version)
          select t.id, n, n, 'hash', 300, 0, case n when 1 then 'FAILED' else 'DONE' end, 1, 'w',
            now(), now(), now(), n
          from task t, generate_series(1, LENGTH) n where n <= t.total
          """,
          """
          insert into audit (at, actor, action, task_id, subject)
          select started_at, started_by, 'task.start', id, project_slug from task
          """,
          """
          insert into notification (person_id, event, task_id, occurrence, total, done, failed,
            shown, created_at)
          select 1, 'ENDED', id, 1, total, done, failed, true, now() from task
          """,
          "alter table page enable trigger user",
          "alter table revision enable trigger user");
}
