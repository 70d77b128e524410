package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.audit.Audit;
import org.kalanjiyam.ocr.server.parser.FileKind;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.kalanjiyam.ocr.server.project.BookPages.Result;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Turns pages' pictures and puts others in their place. No picture is lost: whatever a page had
 * before stays, a turned one is always drawn from the one that came, and turning back brings the
 * very same file back. Texts stay as they are. Thread-safe, over several servers too.
 */
@Repository
public class PagePictures {
  private static final int FULL_TURN = 360;
  private static final String COLUMNS =
      "picture, rotation, image_file, media_type, image_hash, byte_count, width, height, dpi";

  private final JdbcClient jdbc;
  private final Projects projects;
  private final BookChanges changes;
  private final PageStore store;
  private final List<PlacesOnPages> places;
  private final Audit audit;
  private final Clock clock;

  PagePictures(
      JdbcClient jdbc,
      Projects projects,
      BookChanges changes,
      PageStore store,
      List<PlacesOnPages> places,
      Audit audit,
      Clock clock) {
    this.jdbc = jdbc;
    this.projects = projects;
    this.changes = changes;
    this.store = store;
    this.places = places;
    this.audit = audit;
    this.clock = clock;
  }

  private record Picture(int number, int rotation, String file, StoredPage page) {}

  /** Turns a page's picture; the places on it turn too. */
  public Result rotate(Project project, int number, Rotation rotation, Person by)
      throws IOException, InterruptedException {
    Optional<Page> page = projects.page(project.id(), number);
    if (page.isEmpty()) {
      return Result.NO_SUCH_PAGE;
    }
    long id = page.get().id();
    Picture now = current(id);
    Picture next = rotated(page.get(), now, (now.rotation() + rotation.degrees()) % FULL_TURN);
    return changes.make(
        project,
        count -> {
          if (!change(id, now, next)) {
            return Result.IN_USE;
          }
          StoredPage before = now.page();
          places.forEach(
              one -> one.rotate(id, now.number(), rotation, before.width(), before.height()));
          audit.record(
              by, "page.rotate", null, project.slug(), number + " by " + rotation.degrees());
          return Result.DONE;
        });
  }

  private Picture rotated(Page page, Picture now, int rotation)
      throws IOException, InterruptedException {
    Optional<Picture> kept = earlier(page.id(), now.number(), rotation);
    if (kept.isPresent()) {
      return kept.get();
    }
    Picture came = now.rotation() == 0 ? now : earlier(page.id(), now.number(), 0).orElseThrow();
    try {
      PageStore.Kept drawn =
          store.keepRotated(page.projectId(), came.file(), came.page().kind(), rotation);
      return new Picture(now.number(), rotation, drawn.file(), drawn.page());
    } catch (UploadRefused | TimeoutException e) {
      throw new IOException("Page %d cannot be turned".formatted(page.number()), e);
    }
  }

  /** Puts a stored picture in the place of a page's. */
  Result replace(Project project, int number, PageStore.Kept kept, Person by) {
    return changes.make(
        project,
        count -> {
          Optional<Page> page = projects.page(project.id(), number);
          if (page.isEmpty()) {
            return Result.NO_SUCH_PAGE;
          }
          long id = page.get().id();
          Picture next = new Picture(newNumber(id), 0, kept.file(), kept.page());
          change(id, current(id), next);
          audit.record(by, "page.replace", null, project.slug(), "" + number);
          return Result.DONE;
        });
  }

  /** Brings back the picture that a page had before its last replacement. */
  public Result bringBack(Project project, int number, Person by) {
    return changes.make(
        project,
        count -> {
          Optional<Page> page = projects.page(project.id(), number);
          Optional<Picture> before = page.flatMap(one -> beforeReplacement(one.id()));
          if (before.isEmpty()) {
            return Result.NO_SUCH_PAGE;
          }
          long id = page.orElseThrow().id();
          change(id, current(id), before.get());
          audit.record(by, "page.bringBack", null, project.slug(), "" + number);
          return Result.DONE;
        });
  }

  private Optional<Picture> beforeReplacement(long pageId) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from page_picture where page_id = :page"
                + " and picture < (select picture from page where id = :page)"
                + " order by picture desc, left_at desc limit 1")
        .param("page", pageId)
        .query(PagePictures::picture)
        .optional();
  }

  private int newNumber(long pageId) {
    return jdbc.sql(
            """
            select 1 + greatest(p.picture, (select max(picture) from page_picture where page_id = p.id))
            from page p where p.id = :page
            """)
        .param("page", pageId)
        .query(Integer.class)
        .single();
  }

  private Picture current(long pageId) {
    return jdbc.sql("select " + COLUMNS + " from page where id = :page")
        .param("page", pageId)
        .query(PagePictures::picture)
        .single();
  }

  private Optional<Picture> earlier(long pageId, int picture, int rotation) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from page_picture"
                + " where page_id = :page and picture = :picture and rotation = :rotation")
        .param("page", pageId)
        .param("picture", picture)
        .param("rotation", rotation)
        .query(PagePictures::picture)
        .optional();
  }

  /** Whether the page still had the picture that it was to lose. */
  private boolean change(long pageId, Picture now, Picture next) {
    jdbc.sql(
            """
            insert into page_picture (page_id, picture, rotation, image_file, media_type,
              image_hash, byte_count, width, height, dpi, left_at)
            select id, picture, rotation, image_file, media_type, image_hash, byte_count, width,
              height, dpi, :now
            from page where id = :page
            on conflict (page_id, picture, rotation) do update set left_at = excluded.left_at
            """)
        .param("page", pageId)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    StoredPage page = next.page();
    return jdbc.sql(
                """
                update page set picture = :picture, rotation = :rotation, image_file = :file,
                  media_type = :type, image_hash = :hash, byte_count = :bytes, width = :width,
                  height = :height, dpi = :dpi
                where id = :page and picture = :before and rotation = :turned
                """)
            .param("picture", next.number())
            .param("rotation", next.rotation())
            .param("file", next.file())
            .param("type", page.kind().mediaType())
            .param("hash", page.hash())
            .param("bytes", page.byteCount())
            .param("width", page.width())
            .param("height", page.height())
            .param("dpi", page.dpi())
            .param("page", pageId)
            .param("before", now.number())
            .param("turned", now.rotation())
            .update()
        == 1;
  }

  private static Picture picture(ResultSet row, int index) throws SQLException {
    String type = row.getString("media_type");
    return new Picture(
        row.getInt("picture"),
        row.getInt("rotation"),
        row.getString("image_file"),
        new StoredPage(
            FileKind.ofMediaType(type).orElseThrow(),
            row.getString("image_hash"),
            row.getLong("byte_count"),
            row.getInt("width"),
            row.getInt("height"),
            row.getInt("dpi")));
  }
}
