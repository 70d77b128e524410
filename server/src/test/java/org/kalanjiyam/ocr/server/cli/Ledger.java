package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What SQL must say once all is over: nothing lost, nothing counted twice, money included. */
final class Ledger {
  private Ledger() {}

  /**
   * Holds it against the rules.
   *
   * @param tasks how many there must be
   */
  static void assertRight(Connection sql, int tasks) throws SQLException {
    assertThat(count(sql, "select count(*) from task")).isEqualTo(tasks);
    assertNone(sql, "tasks that have not ended", "select id from task where finished_at is null");
    assertNone(
        sql,
        "pages that have not ended, or are still out",
        """
        select task_id, page from task_page
        where status in ('QUEUED', 'ACTIVE') or ticket is not null
        """);
    assertNone(
        sql,
        "pages read other than once",
        """
        select p.task_id, p.page, count(r.page_id) from task_page p
        left join revision r on r.page_id = p.page_id and r.task_id = p.task_id
        group by p.task_id, p.page, p.status
        having count(r.page_id) <> case when p.status = 'DONE' then 1 else 0 end
        """);
    assertNone(
        sql,
        "tasks whose counts are not those of their pages",
        """
        select t.id from task t join task_page p on p.task_id = t.id
        group by t.id
        having t.total <> count(*)
          or t.done <> count(*) filter (where p.status = 'DONE')
          or t.failed <> count(*) filter (where p.status = 'FAILED')
          or t.skipped <> count(*) filter (where p.status = 'SKIPPED')
          or t.queued + t.active + t.revoked <> 0
        """);
    assertNone(
        sql,
        "pages that were read and not paid for",
        """
        select p.task_id, p.page from task_page p join task t on t.id = p.task_id
        where t.engine = 'unsteady' and p.status = 'DONE'
          and not exists (select from spending s where s.task_id = p.task_id
            and s.page = p.page and s.micros = 10000)
        """);
    assertNone(
        sql,
        "sums of money that are not those of their hand-outs",
        """
        select s.task_id, sum(s.micros), t.micros
        from spending s left join task_spending t using (task_id)
        group by s.task_id, t.micros having sum(s.micros) is distinct from t.micros
        """);
    // However often a page's worker was killed, that is not the page's fault.
    assertNone(
        sql,
        "pages that failed, though nothing was wrong with them",
        """
        select page, cause, reason from task_page
        where status = 'FAILED'
        """);
    assertNone(
        sql,
        "notifications told twice",
        "select task_id from notification where event in ('ENDED', 'FAILED')"
            + " group by task_id having count(*) <> 1");
  }

  private static void assertNone(Connection sql, String what, String query) throws SQLException {
    List<Map<String, String>> found = new ArrayList<>();
    try (var statement = sql.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        Map<String, String> row = new TreeMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnLabel(i), rows.getString(i));
        }
        found.add(row);
      }
    }
    assertThat(found).as(what).isEmpty();
  }

  private static long count(Connection sql, String query) throws SQLException {
    try (var statement = sql.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }
}
