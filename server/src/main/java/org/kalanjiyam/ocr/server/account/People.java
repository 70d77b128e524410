package org.kalanjiyam.ocr.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.site.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * The person table. Those who are disabled are found by {@link #find} and {@link #account} alone.
 * Thread-safe.
 */
@Repository
public class People {
  private static final String COLUMNS =
      "id, name, display_name, role, language, password_hash, created_at, disabled_at";

  private final JdbcClient jdbc;
  private final Clock clock;

  People(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** The person with this id. */
  public Optional<Person> byId(long id) {
    return jdbc.sql("select " + COLUMNS + " from person where id = :id and disabled_at is null")
        .param("id", id)
        .query((row, number) -> person(row))
        .optional();
  }

  /** The person who signs in with this name, in whatever case. */
  public Optional<Person> byName(String name) {
    return jdbc.sql("select " + COLUMNS + " from person where name = :name and disabled_at is null")
        .param("name", PersonName.normalForm(name))
        .query((row, number) -> person(row))
        .optional();
  }

  /** Where the person's e-mail goes; null: nowhere. */
  public void setEmail(Person person, @Nullable String email) {
    jdbc.sql("update person set email = :email where id = :person")
        .param("email", email)
        .param("person", person.id())
        .update();
  }

  /** In which language the person wants pages and e-mails; null: as their browser says. */
  public void setLanguage(Person person, @Nullable Language language) {
    jdbc.sql("update person set language = :language where id = :person")
        .param("language", language == null ? null : language.name(), Types.VARCHAR)
        .param("person", person.id())
        .update();
  }

  /**
   * Some of the accounts, by name, at most {@code most}.
   *
   * @param words what is part of their name or of the name that others see; blank: anything
   * @param after only those whose names come after this one; null: from the first
   */
  public List<Account> find(String words, @Nullable String after, int most) {
    String wanted = words.strip();
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from person where name > :after"
                + (wanted.isEmpty() ? "" : " and (name like :name or display_name ilike :words)")
                + " order by name limit :most")
        .param("after", after == null ? "" : after)
        .param("name", contains(PersonName.normalForm(wanted)))
        .param("words", contains(wanted))
        .param("most", most)
        .query((row, number) -> account(row))
        .list();
  }

  private static String contains(String text) {
    return "%" + text.replaceAll("([\\\\%_])", "\\\\$1") + "%";
  }

  /** One account, disabled or not. */
  public Optional<Account> account(long id) {
    return jdbc.sql("select " + COLUMNS + " from person where id = :id")
        .param("id", id)
        .query((row, number) -> account(row))
        .optional();
  }

  /**
   * The administrator who has been here longest: whom the operator's own token and a server without
   * sign-in act as. Made if there is none.
   */
  public Person firstAdministrator() {
    return existingAdministrator()
        .or(() -> add(new PersonName("administrator"), "Administrator", Role.ADMIN))
        .or(this::existingAdministrator)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "Nobody is an administrator, and the name 'administrator' is taken."));
  }

  private Optional<Person> existingAdministrator() {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from person where role = 'ADMIN' and disabled_at is null order by id limit 1")
        .query((row, number) -> person(row))
        .optional();
  }

  /** Adds somebody; empty if the name is taken. */
  Optional<Person> add(PersonName name, String displayName, Role role) {
    return jdbc.sql(
            """
            insert into person (name, display_name, role, created_at)
            values (:name, :display, :role, :now)
            on conflict do nothing
            returning id
            """)
        .param("name", name.value())
        .param("display", displayName)
        .param("role", role.name())
        .param("now", now())
        .query(Long.class)
        .optional()
        .map(id -> new Person(id, name.value(), displayName, role));
  }

  /** Gives a person another name; false if it is taken. */
  boolean rename(long id, PersonName name, String displayName) {
    return jdbc.sql(
                """
                update person set name = :name, display_name = :display
                where id = :id and not exists (
                  select from person o where o.name = :name and o.id <> :id)
                """)
            .param("name", name.value())
            .param("display", displayName)
            .param("id", id)
            .update()
        == 1;
  }

  void setRole(long id, Role role) {
    jdbc.sql("update person set role = :role where id = :id")
        .param("role", role.name())
        .param("id", id)
        .update();
  }

  void disable(long id) {
    jdbc.sql("update person set disabled_at = :now where id = :id and disabled_at is null")
        .param("now", now())
        .param("id", id)
        .update();
  }

  void enable(long id) {
    jdbc.sql("update person set disabled_at = null where id = :id").param("id", id).update();
  }

  /** How many administrators there would be without this one; locks them until the end. */
  int otherAdministrators(long id) {
    return jdbc
        .sql(
            """
            select id from person
            where role = 'ADMIN' and disabled_at is null
            order by id for update
            """)
        .query(Long.class)
        .stream()
        .filter(other -> other != id)
        .toList()
        .size();
  }

  @Nullable String passwordHash(long id) {
    return jdbc.sql("select password_hash from person where id = :id")
        .param("id", id)
        .query((row, number) -> Optional.ofNullable(row.getString(1)))
        .single()
        .orElse(null);
  }

  void setPasswordHash(long id, String hash) {
    jdbc.sql("update person set password_hash = :hash where id = :id")
        .param("hash", hash)
        .param("id", id)
        .update();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  private static Account account(ResultSet row) throws SQLException {
    Timestamp disabled = row.getTimestamp("disabled_at");
    return new Account(
        person(row),
        row.getString("password_hash") != null,
        row.getTimestamp("created_at").toInstant(),
        disabled == null ? null : disabled.toInstant());
  }

  private static Person person(ResultSet row) throws SQLException {
    String language = row.getString("language");
    return new Person(
        row.getLong("id"),
        row.getString("name"),
        row.getString("display_name"),
        Role.valueOf(row.getString("role")),
        language == null ? null : Language.valueOf(language));
  }
}
