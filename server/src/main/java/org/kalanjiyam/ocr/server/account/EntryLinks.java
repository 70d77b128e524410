package org.kalanjiyam.ocr.server.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Links that let somebody in once. Only the hash of their token is kept. Thread-safe. */
@Repository
public class EntryLinks implements SignInLinks {
  static final Duration SIGN_IN_LASTS = Duration.ofDays(1);
  static final Duration OTHERS_LAST = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final People people;

  EntryLinks(JdbcClient jdbc, Clock clock, People people) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.people = people;
  }

  /** What a link is for. */
  public enum Kind {
    /** Signs the first administrator in. */
    SIGN_IN,
    /** Lets somebody new choose a password. */
    INVITATION,
    /** Lets somebody who forgot theirs choose another. */
    NEW_PASSWORD
  }

  /** A link that works: whose it is, and what for. */
  public record Entry(Kind kind, Person person) {}

  @Override
  @Transactional
  public String oneTimeToken() {
    return add(Kind.SIGN_IN, null, SIGN_IN_LASTS).value();
  }

  /** A token that lets this person choose a password, once. */
  Secret invite(Person person, Kind kind) {
    return add(kind, person.id(), OTHERS_LAST);
  }

  /** Whom a token would let in; changes nothing. */
  public Optional<Entry> look(String token) {
    return jdbc.sql(
            """
            select kind, person_id from entry_link
            where token_hash = :hash and used_at is null and expires_at > :now
            """)
        .param("hash", new Secret(token).hash())
        .param("now", now())
        .query(
            (row, number) -> entry(row.getString("kind"), row.getObject("person_id", Long.class)))
        .optional()
        .flatMap(entry -> entry);
  }

  /** Whom a token lets in: at most once, however many ask at a time. */
  @Transactional
  public Optional<Entry> use(String token) {
    return jdbc.sql(
            """
            update entry_link set used_at = :now
            where token_hash = :hash and used_at is null and expires_at > :now
            returning kind, person_id
            """)
        .param("hash", new Secret(token).hash())
        .param("now", now())
        .query(
            (row, number) -> entry(row.getString("kind"), row.getObject("person_id", Long.class)))
        .optional()
        .flatMap(entry -> entry);
  }

  /** Links to a person that were not used yet work no longer. */
  void withdraw(long personId) {
    jdbc.sql("delete from entry_link where person_id = :person").param("person", personId).update();
  }

  /** Forgets links that have run out. */
  void forgetOld() {
    jdbc.sql("delete from entry_link where expires_at < :now").param("now", now()).update();
  }

  private Secret add(Kind kind, @Nullable Long personId, Duration lasts) {
    Secret token = Secret.random("");
    Instant end = clock.instant().plus(lasts);
    jdbc.sql(
            """
            insert into entry_link (token_hash, kind, person_id, expires_at)
            values (:hash, :kind, :person, :end)
            """)
        .param("hash", token.hash())
        .param("kind", kind.name())
        .param("person", personId)
        .param("end", Timestamp.from(end))
        .update();
    return token;
  }

  private Optional<Entry> entry(String kind, @Nullable Long personId) {
    Optional<Person> person =
        personId == null ? Optional.of(people.firstAdministrator()) : people.byId(personId);
    return person.map(somebody -> new Entry(Kind.valueOf(kind), somebody));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
