package org.kalanjiyam.ocr.server.account;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Browser sessions of people, on every server of the site. Spring Session keeps them in SQL; what
 * it calls the principal's name is the person's id here. Thread-safe.
 */
@Repository
public class Sessions {
  private final JdbcClient jdbc;

  Sessions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether a person's session goes on. */
  public boolean isOpen(long personId, String sessionId) {
    return jdbc.sql(
            """
            select exists (
              select from spring_session where session_id = :id and principal_name = :person)
            """)
        .param("id", sessionId)
        .param("person", Long.toString(personId))
        .query(Boolean.class)
        .single();
  }

  /** Signs a person out wherever they are signed in. */
  void end(long personId) {
    jdbc.sql("delete from spring_session where principal_name = :person")
        .param("person", Long.toString(personId))
        .update();
  }

  /** Signs a person out wherever they are signed in, but for one session. */
  void endOthers(long personId, String keptSessionId) {
    jdbc.sql("delete from spring_session where principal_name = :person and session_id <> :kept")
        .param("person", Long.toString(personId))
        .param("kept", keptSessionId)
        .update();
  }
}
