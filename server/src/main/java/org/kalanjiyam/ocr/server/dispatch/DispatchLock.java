package org.kalanjiyam.ocr.server.dispatch;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets one server at a time hand out an engine's pages: PostgreSQL's advisory locks. */
@Component
class DispatchLock {
  private static final int DISPATCH = 0x4b414c41;

  private final JdbcClient jdbc;

  DispatchLock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits for the lock, and takes it until the transaction ends. */
  void await(String engine) {
    jdbc.sql("select pg_advisory_xact_lock(:space, hashtext(:engine))")
        .param("space", DISPATCH)
        .param("engine", engine)
        .query(row -> {});
  }

  /** Takes the lock until the transaction ends, or says that another has it. */
  boolean take(String engine) {
    return jdbc.sql("select pg_try_advisory_xact_lock(:space, hashtext(:engine))")
        .param("space", DISPATCH)
        .param("engine", engine)
        .query(Boolean.class)
        .single();
  }
}
