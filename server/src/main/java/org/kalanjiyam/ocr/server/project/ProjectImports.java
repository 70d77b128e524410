package org.kalanjiyam.ocr.server.project;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How far the import of a project's pages is, as its row says it. Thread-safe. */
@Repository
class ProjectImports {
  private final JdbcClient jdbc;

  ProjectImports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All pages are there; or, with a reason, all that there will be. */
  void becomeReady(long id, String reason) {
    jdbc.sql(
            """
            update project set status = 'READY', status_reason = nullif(:reason, '')
            where id = :id and status = 'IMPORTING'
            """)
        .param("reason", reason)
        .param("id", id)
        .update();
  }

  /** Says why an import does not get on just now. */
  void waits(long id, String reason) {
    jdbc.sql("update project set status_reason = :reason where id = :id and status = 'IMPORTING'")
        .param("id", id)
        .param("reason", reason)
        .update();
  }

  void fail(long id, String reason) {
    jdbc.sql(
            """
            update project set status = 'FAILED', status_reason = :reason
            where id = :id and status = 'IMPORTING'
            """)
        .param("id", id)
        .param("reason", reason)
        .update();
  }

  /** More pages will come into a book that is there. */
  @Transactional(propagation = Propagation.MANDATORY)
  void awaitPages(long id, int more) {
    jdbc.sql(
            """
            update project set status = 'IMPORTING', page_count = page_count + :more where id = :id
            """)
        .param("more", more)
        .param("id", id)
        .update();
  }

  /** What is told of an earlier change of pages is told no longer. */
  @Transactional(propagation = Propagation.MANDATORY)
  void forgetReason(long id) {
    jdbc.sql("update project set status_reason = null where id = :id and status_reason is not null")
        .param("id", id)
        .update();
  }
}
