package org.kalanjiyam.ocr.server;

import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Books and people for tests, straight into the tables: their pages have no image files. */
public final class Books {
  private final JdbcClient jdbc;
  private final Projects projects;

  public Books(JdbcClient jdbc, Projects projects) {
    this.jdbc = jdbc;
    this.projects = projects;
  }

  /** A person with this name and role. */
  public Person person(String name, Role role) {
    long id =
        jdbc.sql(
                """
                insert into person (name, display_name, role) values (:name, :name, :role)
                returning id
                """)
            .param("name", name)
            .param("role", role.name())
            .query(Long.class)
            .single();
    return new Person(id, name, name, role);
  }

  /** A book with so many pages; page n's image hash is {@code hash-n}. */
  public Project book(String slug, int pages, Person owner) {
    long id =
        jdbc.sql(
                """
                insert into project (slug, title, status, page_count, created_by)
                values (:slug, :slug, 'READY', :pages, :owner) returning id
                """)
            .param("slug", slug)
            .param("pages", pages)
            .param("owner", owner.id())
            .query(Long.class)
            .single();
    jdbc.sql(
            """
            insert into page (project_id, number, image_file, media_type, image_hash, byte_count,
              width, height, dpi)
            select :id, n, 'none/' || n, 'image/png', 'hash-' || n, 1, 100, 100, 300
            from generate_series(1, :pages) n
            """)
        .param("id", id)
        .param("pages", pages)
        .update();
    return projects.bySlug(slug).orElseThrow();
  }

  /** A person edits a page. */
  public void edit(Project book, int page, Person by) {
    jdbc.sql(
            """
            with changed as (
              update page set version = version + 1, edited = true
              where project_id = :book and number = :page returning id, version)
            insert into revision (page_id, version, text, author, created_at)
            select id, version, 'by hand', :by, now() from changed
            """)
        .param("book", book.id())
        .param("page", page)
        .param("by", by.id())
        .update();
  }
}
