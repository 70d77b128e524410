package org.kalanjiyam.ocr.server.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of replacings over books. */
@Repository
class ReplacementTable {
  private final JdbcClient jdbc;

  ReplacementTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A page's part in a replacing. */
  record PagePart(
      UUID replacement,
      long pageId,
      int baseVersion,
      List<Integer> places,
      String status,
      int made) {}

  void add(UUID id, long projectId, String find, String by, long person, Instant now) {
    jdbc.sql(
            """
            insert into replacement (id, project_id, find, replace_by, started_by, started_at)
            values (:id, :project, :find, :by, :person, :now)
            """)
        .param("id", id)
        .param("project", projectId)
        .param("find", find)
        .param("by", by)
        .param("person", person)
        .param("now", Timestamp.from(now))
        .update();
  }

  void addPage(UUID id, long pageId, int version, List<Integer> places) {
    jdbc.sql(
            """
            insert into replacement_page (replacement_id, page_id, base_version, places)
            values (:id, :page, :version, cast(:places as int[]))
            """)
        .param("id", id)
        .param("page", pageId)
        .param("version", version)
        .param("places", places.toArray(Integer[]::new))
        .update();
  }

  /** Locks the next page that is to be changed, or changed back; others lock others. */
  Optional<PagePart> takeNext() {
    return jdbc.sql(
            """
            select replacement_id, page_id, base_version, places, status, made_version
            from replacement_page where status in ('QUEUED', 'UNDO_QUEUED')
            order by replacement_id, page_id limit 1 for update skip locked
            """)
        .query(
            (row, number) ->
                new PagePart(
                    row.getObject(1, UUID.class),
                    row.getLong(2),
                    row.getInt(3),
                    List.of((Integer[]) row.getArray(4).getArray()),
                    row.getString(5),
                    row.getInt(6)))
        .optional();
  }

  void end(PagePart part, String status, int made) {
    jdbc.sql(
            """
            update replacement_page set status = :status, made_version = :made
            where replacement_id = :id and page_id = :page
            """)
        .param("status", status)
        .param("made", made)
        .param("id", part.replacement())
        .param("page", part.pageId())
        .update();
  }

  /** Asks for the way back; false if that was done before, or pages are still to come. */
  boolean undo(UUID id, long person, Instant now) {
    boolean first =
        jdbc.sql(
                    """
                    update replacement set undone_by = :person, undone_at = :now
                    where id = :id and undone_at is null and not exists (
                      select from replacement_page where replacement_id = :id and status = 'QUEUED')
                    """)
                .param("person", person)
                .param("now", Timestamp.from(now))
                .param("id", id)
                .update()
            == 1;
    if (first) {
      jdbc.sql(
              """
              update replacement_page set status = 'UNDO_QUEUED'
              where replacement_id = :id and status = 'DONE'
              """)
          .param("id", id)
          .update();
    }
    return first;
  }

  /** Who acts now: who started it or, on the way back, who asked for that. */
  long actor(UUID id) {
    return jdbc.sql("select coalesce(undone_by, started_by) from replacement where id = :id")
        .param("id", id)
        .query(Long.class)
        .single();
  }

  Optional<Replacement> find(long projectId, UUID id) {
    return jdbc.sql(
            SELECT + "where r.project_id = :project and r.id = :id group by r.id, p.display_name")
        .param("project", projectId)
        .param("id", id)
        .query((row, number) -> replacement(row))
        .optional();
  }

  List<Replacement> newest(long projectId, int most) {
    return jdbc.sql(
            SELECT
                + "where r.project_id = :project group by r.id, p.display_name order by r.id desc limit :most")
        .param("project", projectId)
        .param("most", most)
        .query((row, number) -> replacement(row))
        .list();
  }

  private static final String SELECT =
      """
      select r.id, r.find, r.replace_by, r.started_by, p.display_name, r.started_at, r.undone_at,
        count(g.page_id) as total,
        count(*) filter (where g.status in ('QUEUED', 'UNDO_QUEUED')) as queued,
        count(*) filter (where g.status in ('DONE', 'UNDO_LEFT_OUT')) as done,
        count(*) filter (where g.status in ('LEFT_OUT', 'UNDO_LEFT_OUT')) as left_out,
        count(*) filter (where g.status = 'UNDONE') as undone,
        coalesce(array_agg(b.number order by b.number)
          filter (where g.status in ('LEFT_OUT', 'UNDO_LEFT_OUT')), '{}') as left_out_pages
      from replacement r join person p on p.id = r.started_by
        left join replacement_page g on g.replacement_id = r.id left join page b on b.id = g.page_id
      """;

  private static Replacement replacement(ResultSet row) throws SQLException {
    Timestamp undone = row.getTimestamp("undone_at");
    return new Replacement(
        row.getObject("id", UUID.class),
        row.getString("find"),
        row.getString("replace_by"),
        row.getLong("started_by"),
        row.getString("display_name"),
        row.getTimestamp("started_at").toInstant(),
        undone == null ? null : undone.toInstant(),
        new Replacement.Counts(
            row.getInt("total"),
            row.getInt("queued"),
            row.getInt("done"),
            row.getInt("left_out"),
            row.getInt("undone")),
        List.of((Integer[]) row.getArray("left_out_pages").getArray()));
  }
}
