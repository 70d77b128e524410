package org.kalanjiyam.ocr.server.proof;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What people changed lately. Thread-safe. */
@Repository
public class RecentChanges {
  private final JdbcClient jdbc;

  RecentChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A revision that a person wrote.
   *
   * @param title of the book
   * @param wordsChanged null where it was not counted
   */
  public record Change(
      Instant at,
      String author,
      String slug,
      String title,
      int page,
      int version,
      @Nullable String summary,
      @Nullable Integer wordsChanged) {}

  /**
   * The newest changes that a person sees, the newest first.
   *
   * @param projectId only in this book; null: in all
   */
  public List<Change> newest(Person viewer, @Nullable Long projectId, int most) {
    return jdbc.sql(
            """
            select r.created_at, a.display_name, b.slug, b.title, p.number, r.version, r.summary,
              r.words_changed
            from revision r join page p on p.id = r.page_id join project b on b.id = p.project_id
              join person a on a.id = r.author
            where r.author is not null and b.id in (select * from seen_projects(:viewer))
              and (cast(:project as bigint) is null or b.id = :project)
            order by r.created_at desc limit :most
            """)
        .param("viewer", viewer.id())
        .param("project", projectId, java.sql.Types.BIGINT)
        .param("most", most)
        .query(
            (row, index) ->
                new Change(
                    row.getTimestamp(1).toInstant(),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getInt(5),
                    row.getInt(6),
                    row.getString(7),
                    row.getObject(8, Integer.class)))
        .list();
  }
}
