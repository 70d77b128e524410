package org.kalanjiyam.ocr.server.project;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Projects that were thrown away and are kept for a while; nobody else sees them. Thread-safe. */
@Repository
public class DeletedProjects {
  private final JdbcClient jdbc;
  private final Clock clock;

  DeletedProjects(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Hides a project from everybody, and frees its slug. */
  @Transactional(propagation = Propagation.MANDATORY)
  void throwAway(long id, Person by) {
    jdbc.sql(
            """
            update project set deleted_at = :now, deleted_by = :person, slug_before = slug,
              slug = '~' || id
            where id = :id and deleted_at is null
            """)
        .param("now", Timestamp.from(clock.instant()))
        .param("person", by.id())
        .param("id", id)
        .update();
  }

  /** Deleted projects that a person could restore, the newest first. */
  public List<DeletedProject> newest(Person viewer, int most) {
    return jdbc.sql(
            """
            select id, title, slug_before, created_by, deleted_at from project
            where deleted_at is not null and (created_by = :viewer or :admin)
            order by deleted_at desc limit :most
            """)
        .param("viewer", viewer.id())
        .param("admin", viewer.role().covers(Role.ADMIN))
        .param("most", most)
        .query((row, index) -> deleted(row))
        .list();
  }

  /** A deleted project. */
  Optional<DeletedProject> byId(long id) {
    return jdbc.sql(
            """
            select id, title, slug_before, created_by, deleted_at from project
            where deleted_at is not null and id = :id
            """)
        .param("id", id)
        .query((row, index) -> deleted(row))
        .optional();
  }

  /** Ids of some that were thrown away before a time. */
  List<Long> before(Instant then) {
    return jdbc.sql("select id from project where deleted_at < :then order by id limit 100")
        .param("then", Timestamp.from(then))
        .query((row, index) -> row.getLong(1))
        .list();
  }

  /** Shows a deleted project again; false if it is none, or another has that slug. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean restore(long id, Slug slug) {
    return jdbc.sql(
                """
                update project set deleted_at = null, deleted_by = null, slug_before = null,
                  slug = :slug
                where id = :id and deleted_at is not null
                  and not exists (select from project where slug = :slug)
                """)
            .param("id", id)
            .param("slug", slug.value())
            .update()
        == 1;
  }

  /** Removes a deleted project for good; false if somebody had it back in the meantime. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean remove(long id) {
    return jdbc.sql("delete from project where id = :id and deleted_at is not null")
            .param("id", id)
            .update()
        == 1;
  }

  private static DeletedProject deleted(ResultSet row) throws SQLException {
    return new DeletedProject(
        row.getLong("id"),
        row.getString("title"),
        row.getString("slug_before"),
        row.getLong("created_by"),
        row.getTimestamp("deleted_at").toInstant());
  }
}
