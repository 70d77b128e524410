package org.kalanjiyam.ocr.server.proof;

import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.project.Page;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What many pages of a book say, read at once: their newest texts, and how sure engines were. */
@Repository
public class BookTexts {
  private static final String RECOGNISED_AND_PROOFREAD =
      """
      select p.number, e.version, e.engine, e.engine_version, e.language, e.text,
        h.version as truth_version, h.text as truth
      from page p
        join lateral (select * from revision where page_id = p.id and author is not null
          order by version desc limit 1) h on true
        join lateral (select * from revision where page_id = p.id and author is null
          order by version desc limit :each) e on true
      where p.project_id = :project and (cast(:page as bigint) is null or p.id = :page)
      order by p.number, e.version desc limit :most
      """;

  private static final int MOST_OF_A_PAGE = 50;

  private final JdbcClient jdbc;

  BookTexts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The first pages of a book that both an engine and a person wrote, with the newest of each. */
  public List<RecognisedAndProofread> recognisedAndProofread(long projectId, int most) {
    return recognisedAndProofread(projectId, null, 1, most);
  }

  /** All that engines recognised on a page, newest first; none if no person wrote there. */
  public List<RecognisedAndProofread> recognisedAndProofread(Page page) {
    return recognisedAndProofread(page.projectId(), page.id(), MOST_OF_A_PAGE, MOST_OF_A_PAGE);
  }

  private List<RecognisedAndProofread> recognisedAndProofread(
      long projectId, @Nullable Long pageId, int each, int most) {
    return jdbc.sql(RECOGNISED_AND_PROOFREAD)
        .param("project", projectId)
        .param("page", pageId, Types.BIGINT)
        .param("each", each)
        .param("most", most)
        .query(
            (row, number) ->
                new RecognisedAndProofread(
                    row.getInt("number"),
                    row.getInt("version"),
                    row.getString("engine"),
                    row.getString("engine_version"),
                    row.getString("language"),
                    row.getString("text"),
                    row.getInt("truth_version"),
                    row.getString("truth")))
        .list();
  }

  /** The newest text that a person wrote on each page, by page id; those where somebody did. */
  public Map<Long, String> newestByPeople(Collection<Long> pageIds) {
    Map<Long, String> texts = new HashMap<>();
    if (!pageIds.isEmpty()) {
      jdbc.sql(
              """
              select distinct on (page_id) page_id, text from revision
              where page_id in (:pages) and author is not null order by page_id, version desc
              """)
          .param("pages", pageIds)
          .query(
              row -> {
                texts.put(row.getLong(1), row.getString(2));
              });
    }
    return texts;
  }

  /** How a page's newest text begins. */
  public record Beginning(int page, String imageHash, String text) {}

  /** How the newest texts of some pages begin; those that have one, in no order. */
  public List<Beginning> beginnings(long projectId, Collection<Integer> pages) {
    if (pages.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select p.number, p.image_hash, left(r.text, 400) as text
            from page p join revision r on r.page_id = p.id and r.version = p.version
            where p.project_id = :project and p.number in (:pages)
            """)
        .param("project", projectId)
        .param("pages", pages)
        .query((row, index) -> new Beginning(row.getInt(1), row.getString(2), row.getString(3)))
        .list();
  }

  /** The newest texts of pages, by page id; those that have one. */
  public Map<Long, String> newestTexts(Collection<Long> pageIds) {
    Map<Long, String> texts = new HashMap<>();
    if (!pageIds.isEmpty()) {
      jdbc.sql(
              """
              select p.id, r.text
              from page p join revision r on r.page_id = p.id and r.version = p.version
              where p.id in (:pages)
              """)
          .param("pages", pageIds)
          .query(
              row -> {
                texts.put(row.getLong(1), row.getString(2));
              });
    }
    return texts;
  }

  /** A page's newest text. */
  public record NewestText(long pageId, int number, int version, String text) {}

  /** The newest texts of a book that have these very characters, in the book's order. */
  public List<NewestText> textsWith(long projectId, String characters) {
    return jdbc.sql(
            """
            select p.id, p.number, r.version, r.text
            from page p join revision r on r.page_id = p.id and r.version = p.version
            where p.project_id = :project and position(:characters in r.text) > 0
            order by p.number
            """)
        .param("project", projectId)
        .param("characters", characters)
        .query(
            (row, index) ->
                new NewestText(row.getLong(1), row.getInt(2), row.getInt(3), row.getString(4)))
        .list();
  }

  /** Confidences of a project's newest revisions by page number; those that have one. */
  public Map<Integer, Double> confidences(long projectId) {
    return confidences(projectId, 1, Integer.MAX_VALUE);
  }

  /** The same of the pages with numbers from the one to the other. */
  public Map<Integer, Double> confidences(long projectId, int from, int to) {
    Map<Integer, Double> confidences = new HashMap<>();
    jdbc.sql(
            """
            select p.number, r.confidence
            from page p left join revision r on r.page_id = p.id and r.version = p.version
            where p.project_id = :project and p.number between :from and :to
            """)
        .param("from", from)
        .param("to", to)
        .param("project", projectId)
        .query(
            row -> {
              double confidence = row.getDouble(2);
              if (!row.wasNull()) {
                confidences.put(row.getInt(1), Revisions.rounded(confidence));
              }
            });
    return confidences;
  }
}
