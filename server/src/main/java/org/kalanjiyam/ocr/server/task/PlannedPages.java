package org.kalanjiyam.ocr.server.task;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which pages a start takes in, and what of them is read: rows of task_page before there is work.
 */
@Repository
class PlannedPages {
  /**
   * The pages that a start takes in; {@code r} is the newest text where this engine made it of the
   * same image with the same options.
   */
  private static final String PLANNED =
      """
      from page p
        left join revision r on r.page_id = p.id and r.version = p.version
          and r.author is null and r.engine = :engine and r.language = :language
          and r.parameters = :parameters and r.image_hash = p.image_hash
      where p.project_id = :project
        and (:scope = 'ALL' or not p.edited)
        and (:scope <> 'FAILED' or exists (
          select 1 from task_page f where f.task_id = cast(:failedIn as uuid)
            and f.page_id = p.id and f.status = 'FAILED'))
        and (cast(:from as int[]) is null or exists (
          select 1 from unnest(cast(:from as int[]), cast(:to as int[])) as s(a, b)
          where p.number between s.a and s.b))
      """;

  /** Whether the newest text is kept: made by the same version after the same recipe. */
  private static final String KEPT =
      """
      coalesce(r.engine_version = cast(:reuse as text)
        and (:recipe = '' or r.recipe = :recipe), false)
      """;

  private final JdbcClient jdbc;

  PlannedPages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What a text must have been made by to be kept rather than made again.
   *
   * @param version of the engine; null to keep none
   * @param recipe empty where the engine does not say
   */
  record Reuse(@Nullable String version, String recipe) {}

  /**
   * Adds the pages that a new task reads. This is one statement over the books' pages, so that a
   * start costs the same number of round trips whatever the size of the book.
   */
  void insert(UUID taskId, long projectId, StartRequest request, Reuse reuse, Instant now) {
    planned(
            """
            insert into task_page (task_id, page, page_id, image_hash, dpi, pixels,
              base_version, status, ended_at, ended_version)
            select :task, p.number, p.id, p.image_hash, p.dpi,
              p.width::bigint * p.height, p.version,
              case when %1$s then 'DONE' else 'QUEUED' end,
              case when %1$s then cast(:now as timestamptz) end,
              case when %1$s then 1 end
            """
                .formatted(KEPT),
            projectId,
            request,
            reuse)
        .param("task", taskId)
        .param("now", Sql.at(now))
        .update();
  }

  /**
   * Pages that would be read, their pixels; pages that would be kept, and left alone.
   *
   * @param outdated those to read that this engine has read before, by an older version or recipe
   */
  record Planned(int toRead, long pixels, int kept, int leftAlone, int outdated) {}

  /** What {@link #insert} would add. */
  Planned plan(long projectId, StartRequest request, Reuse reuse) {
    return planned(
            """
            select count(*) filter (where not %1$s) as to_read,
              coalesce(sum(p.width::bigint * p.height) filter (where not %1$s), 0) as pixels,
              count(*) filter (where %1$s) as kept,
              count(r.page_id) filter (where not %1$s and cast(:reuse as text) is not null)
                as outdated,
              (select count(*) from page e
                where :scope = 'UNEDITED' and e.project_id = :project and e.edited
                  and (cast(:from as int[]) is null or exists (
                    select 1 from unnest(cast(:from as int[]), cast(:to as int[])) as s(a, b)
                    where e.number between s.a and s.b))) as left_alone
            """
                .formatted(KEPT),
            projectId,
            request,
            reuse)
        .query(
            (row, number) ->
                new Planned(
                    row.getInt("to_read"),
                    row.getLong("pixels"),
                    row.getInt("kept"),
                    row.getInt("left_alone"),
                    row.getInt("outdated")))
        .single();
  }

  private JdbcClient.StatementSpec planned(
      String statement, long projectId, StartRequest request, Reuse reuse) {
    PageSelection pages = request.pages();
    return jdbc.sql(statement + PLANNED)
        .param("project", projectId)
        .param("engine", request.engine())
        .param("language", request.language())
        .param("parameters", request.parameters())
        .param("reuse", reuse.version())
        .param("recipe", reuse.recipe())
        .param("scope", request.scope().name())
        .param("failedIn", request.retryOf())
        .param("from", pages == null ? null : pages.fromArray())
        .param("to", pages == null ? null : pages.toArray());
  }

  /** The pages that a cancel took back, under the numbers that they have now. */
  List<Integer> revoked(UUID taskId) {
    return jdbc.sql(
            """
            select p.number from task_page t join page p on p.id = t.page_id
            where t.task_id = :task and t.status = 'REVOKED' order by p.number
            """)
        .param("task", taskId)
        .query((row, number) -> row.getInt("number"))
        .list();
  }

  int count(UUID taskId, PageStatus status) {
    return jdbc.sql("select count(*) from task_page where task_id = :task and status = :status")
        .param("task", taskId)
        .param("status", status.name())
        .query(Integer.class)
        .single();
  }
}
