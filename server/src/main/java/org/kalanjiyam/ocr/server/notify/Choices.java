package org.kalanjiyam.ocr.server.notify;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** How each person wants to be told. Thread-safe. */
@Repository
public class Choices {
  private static final int LONGEST_ADDRESS = 254;

  private final JdbcClient jdbc;
  private final People people;

  Choices(JdbcClient jdbc, People people) {
    this.jdbc = jdbc;
    this.people = people;
  }

  /**
   * A person's choice.
   *
   * @param address where e-mail goes; null: nowhere
   */
  public record Choice(Set<TaskEvent> inPage, Set<TaskEvent> byEmail, @Nullable String address) {}

  /** A person's choice; at first everything in the page and nothing by e-mail. */
  public Choice of(long personId) {
    return jdbc.sql(
            """
            select p.email, c.person_id, c.in_page, c.by_email
            from person p left join notification_choice c on c.person_id = p.id
            where p.id = :person
            """)
        .param("person", personId)
        .query(
            (row, number) ->
                new Choice(
                    row.getObject("person_id") == null
                        ? EnumSet.allOf(TaskEvent.class)
                        : events(row, "in_page"),
                    events(row, "by_email"),
                    row.getString("email")))
        .single();
  }

  /**
   * Keeps a person's choice.
   *
   * @throws Refused if the address is none; the message is for the person
   */
  @Transactional
  public void choose(Person person, Choice choice) {
    String address = choice.address() == null ? "" : choice.address().strip();
    if (!address.isEmpty()
        && (address.length() > LONGEST_ADDRESS
            || !address.matches("[^\\s@<>,;:\"()]+@[^\\s@<>,;:\"()]+"))) {
      throw new Refused("That is no e-mail address: " + address);
    }
    if (address.isEmpty() && !choice.byEmail().isEmpty()) {
      throw new Refused("Say your e-mail address, or leave out all e-mail.");
    }
    people.setEmail(person, address.isEmpty() ? null : address);
    jdbc.sql(
            """
            insert into notification_choice (person_id, in_page, by_email)
            values (:person, :inPage, :byEmail)
            on conflict (person_id) do update
            set in_page = excluded.in_page, by_email = excluded.by_email
            """)
        .param("person", person.id())
        .param("inPage", names(choice.inPage()))
        .param("byEmail", names(choice.byEmail()))
        .update();
  }

  static String[] names(Set<TaskEvent> events) {
    return events.stream().map(TaskEvent::name).toArray(String[]::new);
  }

  static Set<TaskEvent> events(ResultSet row, String column) throws SQLException {
    Set<TaskEvent> events = EnumSet.noneOf(TaskEvent.class);
    Array array = row.getArray(column);
    if (array != null) {
      Arrays.stream((String[]) array.getArray()).map(TaskEvent::valueOf).forEach(events::add);
    }
    return events;
  }
}
