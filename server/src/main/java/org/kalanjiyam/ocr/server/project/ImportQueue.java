package org.kalanjiyam.ocr.server.project;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kalanjiyam.ocr.server.parser.FileKind;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The imports under way, in SQL: a server takes one by a lease that it renews while it lives, so
 * that what one server leaves behind another goes on with. Thread-safe.
 */
@Repository
class ImportQueue {
  static final Duration LEASE = Duration.ofSeconds(20);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final String self = UUID.randomUUID().toString();

  ImportQueue(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * An import that this server has taken.
   *
   * @param attempts how often it was begun since a page was last stored, this time counted
   * @param adding whether the book was there before
   */
  record Taken(long projectId, String folder, int attempts, boolean adding) {}

  /** The files of a new book. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(long projectId, String folder, List<PlannedFile> files) {
    jdbc.sql("insert into project_import (project_id, folder) values (:project, :folder)")
        .param("project", projectId)
        .param("folder", folder)
        .update();
    addFiles(projectId, files);
  }

  /** Files with more pages for a book. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void addTo(long projectId, String folder, List<PlannedFile> files) {
    jdbc.sql(
            """
            insert into project_import (project_id, folder, adding)
            values (:project, :folder, true)
            """)
        .param("project", projectId)
        .param("folder", folder)
        .update();
    addFiles(projectId, files);
  }

  private void addFiles(long projectId, List<PlannedFile> files) {
    for (PlannedFile file : files) {
      jdbc.sql(
              """
              insert into upload_file (project_id, first_page, page_count, file, name, kind)
              values (:project, :first, :count, :file, :name, :kind)
              """)
          .param("project", projectId)
          .param("first", file.firstPage())
          .param("count", file.pageCount())
          .param("file", file.file())
          .param("name", file.name())
          .param("kind", file.kind().name())
          .update();
    }
  }

  /** Takes the oldest import that nobody who lives works on. */
  public Optional<Taken> take() {
    return jdbc.sql(
            """
            update project_import set holder = :self, lease_until = :until, attempts = attempts + 1
            where project_id = (
              select project_id from project_import
              where lease_until is null or lease_until < :now
              order by project_id limit 1 for update skip locked)
            returning project_id, folder, attempts, adding
            """)
        .param("self", self)
        .param("now", Timestamp.from(clock.instant()))
        .param("until", leaseEnd())
        .query(
            (row, index) ->
                new Taken(row.getLong(1), row.getString(2), row.getInt(3), row.getBoolean(4)))
        .optional();
  }

  /** Holds on to imports that this server has taken and works on. */
  public void renew(Collection<Long> projectIds) {
    if (!projectIds.isEmpty()) {
      jdbc.sql(
              """
              update project_import set lease_until = :until
              where holder = :self and project_id in (:projects)
              """)
          .param("self", self)
          .param("projects", projectIds)
          .param("until", leaseEnd())
          .update();
    }
  }

  /** Puts an import off until its lease is over, without counting the attempt. */
  public void putOff(long projectId) {
    jdbc.sql(
            """
            update project_import set attempts = greatest(0, attempts - 1), lease_until = :until
            where project_id = :project and holder = :self
            """)
        .param("project", projectId)
        .param("self", self)
        .param("until", leaseEnd())
        .update();
  }

  /** A page was stored, so the import gets on. */
  public void progressed(long projectId) {
    jdbc.sql("update project_import set attempts = 1 where project_id = :project and attempts > 1")
        .param("project", projectId)
        .update();
  }

  /** Lets go of an import, so that it is taken again, at once if the server ends. */
  public void giveBack(long projectId) {
    jdbc.sql(
            """
            update project_import set holder = null, lease_until = null
            where project_id = :project and holder = :self
            """)
        .param("project", projectId)
        .param("self", self)
        .update();
  }

  /** The import has ended. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void remove(long projectId) {
    jdbc.sql("delete from project_import where project_id = :project")
        .param("project", projectId)
        .update();
  }

  /** The upload's files in the order of their pages. */
  public List<PlannedFile> files(long projectId) {
    return jdbc.sql(
            """
            select first_page, page_count, file, name, kind from upload_file
            where project_id = :project order by first_page
            """)
        .param("project", projectId)
        .query(
            (row, index) ->
                new PlannedFile(
                    row.getInt("first_page"),
                    row.getInt("page_count"),
                    row.getString("file"),
                    row.getString("name"),
                    FileKind.valueOf(row.getString("kind"))))
        .list();
  }

  /** The folders that are still needed. */
  public List<String> folders() {
    return jdbc.sql("select folder from project_import")
        .query((row, index) -> row.getString(1))
        .list();
  }

  private Timestamp leaseEnd() {
    return Timestamp.from(clock.instant().plus(LEASE));
  }
}
