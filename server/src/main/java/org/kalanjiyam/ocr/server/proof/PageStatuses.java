package org.kalanjiyam.ocr.server.proof;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far pages have come. A page is proofread as long as its text is the one that was called
 * finished; who had proofread it before a change is still known, so that somebody else who changes
 * a letter and calls it finished is the second to have proofread it. Thread-safe.
 */
@Repository
public class PageStatuses {
  private final JdbcClient jdbc;

  PageStatuses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Calls a page finished.
   *
   * @param version the version that was looked at: another than the newest is refused
   * @return whether it was the newest
   */
  @Transactional
  public boolean finish(long pageId, int version, Person by) {
    Optional<Proofreading> before = proofreading(pageId, version);
    before.map(known -> known.by(by.id(), version)).ifPresent(now -> store(pageId, now));
    return before.isPresent();
  }

  private Optional<Proofreading> proofreading(long pageId, int version) {
    return jdbc.sql(
            """
            select proofed_by, proofed_again_by, proofed_version from page
            where id = :page and version = :version for update
            """)
        .param("page", pageId)
        .param("version", version)
        .query(
            (row, index) ->
                new Proofreading(
                    row.getObject(1, Long.class),
                    row.getObject(2, Long.class),
                    row.getObject(3, Integer.class)))
        .optional();
  }

  private void store(long pageId, Proofreading now) {
    jdbc.sql(
            """
            update page set proofed_by = :first, proofed_again_by = :second,
              proofed_version = :version, skipped = false
            where id = :page
            """)
        .param("first", now.first())
        .param("second", now.second())
        .param("version", now.version())
        .param("page", pageId)
        .update();
  }

  /** Calls a page unfinished again. */
  public void unfinish(long pageId) {
    jdbc.sql(
            """
            update page set proofed_version = null, proofed_by = null, proofed_again_by = null
            where id = :page
            """)
        .param("page", pageId)
        .update();
  }

  /** Says that a page is not to be proofread: it is blank, or has pictures only. */
  public void skip(long pageId) {
    jdbc.sql("update page set skipped = true where id = :page").param("page", pageId).update();
  }

  /** Says that a page is to be proofread after all. */
  public void unskip(long pageId) {
    jdbc.sql("update page set skipped = false where id = :page").param("page", pageId).update();
  }

  /** How many of a project's pages have each status; every status is there. */
  public Map<Page.Status, Integer> counts(long projectId) {
    Map<Page.Status, Integer> counts = new EnumMap<>(Page.Status.class);
    for (Page.Status status : Page.Status.values()) {
      counts.put(status, 0);
    }
    jdbc.sql("select status, count(*) from page where project_id = :project group by status")
        .param("project", projectId)
        .query(
            row -> {
              counts.put(Page.Status.valueOf(row.getString(1)), row.getInt(2));
            });
    return counts;
  }

  /**
   * The page to go on with: the first unfinished one after a page, else the first of the book.
   * Pages with a text come before those without, and none that somebody else has open.
   *
   * @param after number of the page that was left; 0: from the start
   */
  public Optional<Integer> nextUnfinished(long projectId, int after, Person reader) {
    return jdbc.sql(
            """
            select p.number from page p
            where p.project_id = :project and p.status in ('NO_TEXT', 'RECOGNISED')
              and p.number <> :after
              and not exists (
                select from page_visit v
                where v.page_id = p.id and v.person_id <> :reader
                  and v.seen_at > now() - interval '90 seconds')
            order by p.status = 'NO_TEXT', p.number <= :after, p.number
            limit 1
            """)
        .param("project", projectId)
        .param("after", after)
        .param("reader", reader.id())
        .query(Integer.class)
        .optional();
  }
}
