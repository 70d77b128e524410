package org.kalanjiyam.ocr.server.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The project and page tables. Thread-safe. */
@Repository
public class Projects {
  private static final String COLUMNS =
      "id, slug, title, status, status_reason, page_count, created_by, created_at";

  private static final String PAGE =
      """
      select id, project_id, number, image_file, media_type, image_hash, byte_count, width, height,
        dpi, version, edited, status
      from page
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Projects(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Who sees a book besides its creator and administrators. */
  public enum Visibility {
    EVERYBODY,
    MEMBERS
  }

  /** Whether everybody who is signed in sees the book. */
  public boolean isOpen(long projectId) {
    return jdbc.sql("select open from project where id = :project")
        .param("project", projectId)
        .query(Boolean.class)
        .single();
  }

  /** Says who sees the book; the caller records it. */
  public void setVisibility(long projectId, Visibility visibility) {
    jdbc.sql("update project set open = :open where id = :project")
        .param("open", visibility == Visibility.EVERYBODY)
        .param("project", projectId)
        .update();
  }

  /** The project with this slug. */
  public Optional<Project> bySlug(String slug) {
    return jdbc.sql("select " + COLUMNS + " from project where slug = :slug")
        .param("slug", slug)
        .query(Projects::project)
        .optional();
  }

  /** The project with this id. */
  public Optional<Project> byId(long id) {
    return jdbc.sql("select " + COLUMNS + " from project where id = :id")
        .param("id", id)
        .query(Projects::project)
        .optional();
  }

  /**
   * The projects that a person sees, newest first.
   *
   * @param before only those older than the project with this id; null: from the newest
   */
  public List<Project> newest(Person viewer, @Nullable Long before, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from project where id < coalesce(:before::bigint, 9223372036854775807)"
                + " and id in (select * from seen_projects(:viewer)) order by id desc limit :limit")
        .param("before", before)
        .param("viewer", viewer.id())
        .param("limit", limit)
        .query(Projects::project)
        .list();
  }

  /**
   * Ids of projects that a person may search, neither deleted nor archived ones: the newest first.
   *
   * @param upTo only those not newer than the project with this id; null: from the newest
   */
  public List<Long> searchable(Person viewer, @Nullable Long upTo, int most) {
    return jdbc.sql(
            """
            select id from project where archived_at is null
              and id in (select * from seen_projects(:viewer))
              and id <= coalesce(:upTo::bigint, 9223372036854775807)
            order by id desc limit :most
            """)
        .param("viewer", viewer.id())
        .param("upTo", upTo)
        .param("most", most)
        .query((row, index) -> row.getLong(1))
        .list();
  }

  /** Pages by their ids, in no order; those that are there. */
  public List<Page> pagesById(Collection<Long> pageIds) {
    return pageIds.isEmpty()
        ? List.of()
        : jdbc.sql(PAGE + " where id in (:pages)")
            .param("pages", pageIds)
            .query(Projects::page)
            .list();
  }

  /** How many of a project's pages are stored by now. */
  public int storedPages(long projectId) {
    return jdbc.sql("select count(*) from page where project_id = :project")
        .param("project", projectId)
        .query(Integer.class)
        .single();
  }

  /** A project's pages by number; only those that are stored. */
  public List<Page> pages(long projectId) {
    return jdbc.sql(PAGE + " where project_id = :project order by number")
        .param("project", projectId)
        .query(Projects::page)
        .list();
  }

  /** The next pages of a project from a number on, at most {@code most}. */
  public List<Page> pagesFrom(long projectId, int from, int most) {
    return jdbc.sql(
            PAGE + " where project_id = :project and number >= :from order by number limit :most")
        .param("project", projectId)
        .param("from", from)
        .param("most", most)
        .query(Projects::page)
        .list();
  }

  /** How many of a project's pages have a text that a person wrote. */
  public int editedPages(long projectId) {
    return jdbc.sql("select count(*) from page where project_id = :project and edited")
        .param("project", projectId)
        .query(Integer.class)
        .single();
  }

  /** One page of a project, if it is stored. */
  public Optional<Page> page(long projectId, int number) {
    return jdbc.sql(PAGE + " where project_id = :project and number = :number")
        .param("project", projectId)
        .param("number", number)
        .query(Projects::page)
        .optional();
  }

  /** One page by its id. */
  public Optional<Page> pageById(long pageId) {
    return jdbc.sql(PAGE + " where id = :page")
        .param("page", pageId)
        .query(Projects::page)
        .optional();
  }

  /** Adds a project that is being imported; empty if its slug is taken. */
  @Transactional(propagation = Propagation.MANDATORY)
  Optional<Project> add(Slug slug, String title, int pageCount, long createdBy) {
    return jdbc.sql(
            """
            insert into project (slug, title, status, page_count, created_by, created_at)
            values (:slug, :title, 'IMPORTING', :pages, :person, :now)
            on conflict (slug) do nothing
            returning %s
            """
                .formatted(COLUMNS))
        .param("slug", slug.value())
        .param("title", title)
        .param("pages", pageCount)
        .param("person", createdBy)
        .param("now", Timestamp.from(clock.instant()))
        .query(Projects::project)
        .optional();
  }

  /** Locks a project's row against tasks that start, until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean lock(long id) {
    return jdbc.sql("select id from project where id = :id and deleted_at is null for update")
        .param("id", id)
        .query(Long.class)
        .optional()
        .isPresent();
  }

  /** What the pictures of a book take on the disk, each counted once. */
  long storedBytes(long projectId) {
    return jdbc.sql(
            """
            select coalesce(sum(byte_count), 0) from (
              select distinct image_file, byte_count from page where project_id = :project) files
            """)
        .param("project", projectId)
        .query(Long.class)
        .single();
  }

  /** The numbers of the pages that are stored. */
  List<Integer> storedNumbers(long projectId) {
    return jdbc.sql("select number from page where project_id = :project order by number")
        .param("project", projectId)
        .query((row, index) -> row.getInt(1))
        .list();
  }

  /** Adds a page; one that is there already stays as it is. */
  @Transactional(propagation = Propagation.MANDATORY)
  void addPage(long projectId, int number, String imageFile, StoredPage page) {
    jdbc.sql(
            """
            insert into page (project_id, number, image_file, media_type, image_hash, byte_count,
              width, height, dpi)
            values (:project, :number, :file, :type, :hash, :bytes, :width, :height, :dpi)
            on conflict (project_id, number) do nothing
            """)
        .param("project", projectId)
        .param("number", number)
        .param("file", imageFile)
        .param("type", page.kind().mediaType())
        .param("hash", page.hash())
        .param("bytes", page.byteCount())
        .param("width", page.width())
        .param("height", page.height())
        .param("dpi", page.dpi())
        .update();
  }

  static Project project(ResultSet row, int index) throws SQLException {
    return new Project(
        row.getLong("id"),
        row.getString("slug"),
        row.getString("title"),
        Project.Status.valueOf(row.getString("status")),
        row.getString("status_reason"),
        row.getInt("page_count"),
        row.getLong("created_by"),
        row.getTimestamp("created_at").toInstant());
  }

  private static Page page(ResultSet row, int index) throws SQLException {
    return new Page(
        row.getLong("id"),
        row.getLong("project_id"),
        row.getInt("number"),
        row.getString("image_file"),
        row.getString("media_type"),
        row.getString("image_hash"),
        row.getLong("byte_count"),
        row.getInt("width"),
        row.getInt("height"),
        row.getInt("dpi"),
        row.getInt("version"),
        row.getBoolean("edited"),
        Page.Status.valueOf(row.getString("status")));
  }
}
