package org.kalanjiyam.ocr.server.proof;

import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How each person likes the page editor. Thread-safe. */
@Repository
public class Preferences {
  private final JdbcClient jdbc;
  private final JsonMapper json;

  Preferences(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** A person's own, or the usual ones. */
  public EditorPreferences of(Person person) {
    return jdbc.sql("select settings from editor_preferences where person_id = :person")
        .param("person", person.id())
        .query(String.class)
        .optional()
        .map(this::read)
        .orElse(EditorPreferences.DEFAULT);
  }

  /** Remembers how a person likes it. */
  public void keep(Person person, EditorPreferences preferences) {
    jdbc.sql(
            """
            insert into editor_preferences (person_id, settings) values (:person, :settings::jsonb)
            on conflict (person_id) do update set settings = excluded.settings
            """)
        .param("person", person.id())
        .param("settings", json.writeValueAsString(preferences))
        .update();
  }

  /** What another release of the program wrote may not fit this one. */
  private EditorPreferences read(String stored) {
    try {
      return json.readValue(stored, EditorPreferences.class);
    } catch (JacksonException e) {
      return EditorPreferences.DEFAULT;
    }
  }
}
