package org.kalanjiyam.ocr.server.project;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The project table. */
@Repository
public class Projects {
  private final JdbcClient jdbc;

  Projects(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The project with this slug. */
  public Optional<Project> bySlug(String slug) {
    return jdbc.sql(
            """
            select id, slug, title, status, status_reason, page_count, created_by, created_at
            from project where slug = :slug
            """)
        .param("slug", slug)
        .query(Project.class)
        .optional();
  }
}
