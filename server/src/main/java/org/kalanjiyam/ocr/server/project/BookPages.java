package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** A book's pages in parts, and their order. Thread-safe. */
@Repository
public class BookPages {
  private final JdbcClient jdbc;
  private final BookChanges changes;
  private final Audit audit;
  private final Clock clock;
  private final BookFolder folder;

  BookPages(JdbcClient jdbc, BookChanges changes, Audit audit, Clock clock, BookFolder folder) {
    this.jdbc = jdbc;
    this.changes = changes;
    this.audit = audit;
    this.clock = clock;
    this.folder = folder;
  }

  /** In which order pages are shown. */
  public enum Order {
    NUMBER,
    /** The least sure first; those without a figure last. */
    CONFIDENCE
  }

  /**
   * A page as the book shows it.
   *
   * @param label the number printed on it; null where that is not known
   * @param confidence of an engine's newest text, 0 to 1; null where there is none
   */
  public record Shown(
      int number,
      String imageHash,
      Page.Status status,
      @Nullable String label,
      @Nullable Double confidence) {}

  /** Some of a book's pages. */
  public List<Shown> part(
      long projectId, Set<Page.Status> statuses, Order order, int from, int most) {
    String first = order == Order.CONFIDENCE ? "r.confidence nulls last, " : "";
    return jdbc.sql(
            """
            select p.number, p.image_hash, p.status, p.label, r.confidence
            from page p left join revision r on r.page_id = p.id and r.version = p.version
            where p.project_id = :project and p.status in (:statuses)
            order by %sp.number offset :from limit :most
            """
                .formatted(first))
        .param("project", projectId)
        .param("statuses", statuses.stream().map(Enum::name).toList())
        .param("from", from)
        .param("most", most)
        .query(
            (row, index) -> {
              double confidence = row.getDouble("confidence");
              return new Shown(
                  row.getInt("number"),
                  row.getString("image_hash"),
                  Page.Status.valueOf(row.getString("status")),
                  row.getString("label"),
                  row.wasNull() ? null : confidence);
            })
        .list();
  }

  /** What became of a wish to change pages. */
  public enum Result {
    DONE,
    /** Something works on the book, and knows its pages by their numbers. */
    IN_USE,
    NO_SUCH_PAGE
  }

  /** Puts a page in another place; those between move up. */
  public Result move(Project project, int from, int to, Person by) {
    return changes.make(
        project,
        count -> {
          if (from < 1 || from > count || to < 1 || to > count) {
            return Result.NO_SUCH_PAGE;
          }
          changes.aside(project.id(), Math.min(from, to), Math.max(from, to));
          jdbc.sql(
                  """
                  update page set number = case
                      when number = :aside + :from then :to
                      when :from < :to then number - :aside - 1
                      else number - :aside + 1 end
                  where project_id = :project and number > :aside
                  """)
              .param("aside", BookChanges.ASIDE)
              .param("from", from)
              .param("to", to)
              .param("project", project.id())
              .update();
          audit.record(by, "page.move", null, project.slug(), from + " to " + to);
          return Result.DONE;
        });
  }

  /**
   * Takes a page out of a book. It becomes a deleted book of its own, which can be had back for as
   * long as any; so nothing that was written is lost.
   */
  public Result remove(Project project, int number, Person by) {
    return changes.make(
        project,
        count -> {
          if (number < 1 || number > count || count == 1) {
            return Result.NO_SUCH_PAGE;
          }
          long alone = bookOfOnePage(project, number, by);
          sharePictures(project.id(), number, alone);
          jdbc.sql(
                  "update page set project_id = :alone, number = 1 where project_id = :project and number = :number")
              .param("alone", alone)
              .param("project", project.id())
              .param("number", number)
              .update();
          changes.aside(project.id(), number + 1, count);
          jdbc.sql(
                  "update page set number = number - :aside - 1 where project_id = :project and number > :aside")
              .param("aside", BookChanges.ASIDE)
              .param("project", project.id())
              .update();
          jdbc.sql("update project set page_count = page_count - 1 where id = :project")
              .param("project", project.id())
              .update();
          audit.record(by, "page.remove", null, project.slug(), "" + number);
          return Result.DONE;
        });
  }

  /** Puts all files of a page into its new book's folder too: they outlive the first's. */
  private void sharePictures(long projectId, int number, long alone) {
    long id =
        jdbc.sql("select id from page where project_id = :project and number = :number")
            .param("project", projectId)
            .param("number", number)
            .query(Long.class)
            .single();
    shareFiles("page", "id", id, alone);
    shareFiles("page_picture", "page_id", id, alone);
  }

  private void shareFiles(String table, String key, long pageId, long alone) {
    jdbc.sql("select distinct image_file from %s where %s = :page".formatted(table, key))
        .param("page", pageId)
        .query(String.class)
        .list()
        .forEach(
            file ->
                jdbc.sql(
                        "update %s set image_file = :shared where %s = :page and image_file = :file"
                            .formatted(table, key))
                    .param("shared", shared(file, alone))
                    .param("page", pageId)
                    .param("file", file)
                    .update());
  }

  private String shared(String file, long alone) {
    try {
      return folder.share(file, alone);
    } catch (NoSuchFileException e) {
      return file; // lost already: the page says so, wherever it is
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long bookOfOnePage(Project project, int number, Person by) {
    Slug slug = new Slug(project.slug()).numbered(number);
    return jdbc.sql(
            """
            insert into project (slug, title, status, page_count, created_by, created_at, open,
              deleted_at, deleted_by, slug_before)
            select '~' || gen_random_uuid(), left(title, 280) || ', ' || cast(:number as text), 'READY', 1,
              created_by, :now, open, :now, :person, :slug
            from project where id = :project
            returning id
            """)
        .param("number", number)
        .param("now", Timestamp.from(clock.instant()))
        .param("person", by.id())
        .param("slug", slug.value())
        .param("project", project.id())
        .query(Long.class)
        .single();
  }
}
