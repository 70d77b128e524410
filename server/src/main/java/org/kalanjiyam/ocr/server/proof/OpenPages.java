package org.kalanjiyam.ocr.server.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Who has which page open in the editor. An editor says so every 30 seconds; one that has been
 * silent for 90 is closed. Thread-safe.
 */
@Repository
public class OpenPages {
  private final JdbcClient jdbc;

  OpenPages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Says that a person has a page open. */
  public void seen(long pageId, Person by) {
    jdbc.sql(
            """
            insert into page_visit (page_id, person_id, seen_at) values (:page, :person, now())
            on conflict (page_id, person_id) do update set seen_at = excluded.seen_at
            """)
        .param("page", pageId)
        .param("person", by.id())
        .update();
  }

  /** Says that a person has left a page. */
  public void left(long pageId, Person by) {
    jdbc.sql("delete from page_visit where page_id = :page and person_id = :person")
        .param("page", pageId)
        .param("person", by.id())
        .update();
  }

  /** The names of others who have a page open. */
  public List<String> others(long pageId, Person reader) {
    return jdbc.sql(
            """
            select p.display_name from page_visit v join person p on p.id = v.person_id
            where v.page_id = :page and v.person_id <> :reader
              and v.seen_at > now() - interval '90 seconds'
            order by p.display_name
            """)
        .param("page", pageId)
        .param("reader", reader.id())
        .query((row, index) -> row.getString(1))
        .list();
  }

  /** Who has which of a project's pages open: names by page number. */
  public Map<Integer, List<String>> of(long projectId) {
    Map<Integer, List<String>> names = new HashMap<>();
    jdbc.sql(
            """
            select g.number, p.display_name
            from page_visit v join page g on g.id = v.page_id join person p on p.id = v.person_id
            where g.project_id = :project and v.seen_at > now() - interval '90 seconds'
            order by p.display_name
            """)
        .param("project", projectId)
        .query(
            row -> {
              names.computeIfAbsent(row.getInt(1), n -> new ArrayList<>()).add(row.getString(2));
            });
    return names;
  }
}
