package org.kalanjiyam.ocr.server.account;

import java.util.Optional;
import org.kalanjiyam.ocr.server.http.PlainText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whom a sign-in provider means: a person is known by issuer and subject, never by a name or an
 * e-mail address, which a provider may let anybody choose. Somebody new is added with the role of
 * {@code kalanjiyam.newcomers} (READER where it is not set; NONE adds nobody). Thread-safe.
 */
@Repository
public class Identities {
  private static final String NOBODY = "NONE";

  /** By the standard. */
  private static final int LONGEST_SUBJECT = 255;

  private final JdbcClient jdbc;
  private final People people;
  private final Accounts accounts;
  private final String newcomers;

  Identities(JdbcClient jdbc, People people, Accounts accounts, NewcomerProperties properties) {
    this.jdbc = jdbc;
    this.people = people;
    this.accounts = accounts;
    this.newcomers = properties.newcomers();
    if (!newcomers.equals(NOBODY)) {
      Role.valueOf(newcomers);
    }
  }

  /** What a provider says of somebody; the last two may be empty. */
  public record Claim(String issuer, String subject, String name, String fullName) {}

  /** The person whom a provider means; empty if they may not come in. */
  @Transactional
  public Optional<Person> personOf(Claim claim) {
    if (!PlainText.isPlain(claim.subject()) || claim.subject().length() > LONGEST_SUBJECT) {
      return Optional.empty();
    }
    Optional<Long> known =
        jdbc.sql(
                """
                select person_id from person_identity
                where issuer = :issuer and subject = :subject
                """)
            .param("issuer", claim.issuer())
            .param("subject", claim.subject())
            .query(Long.class)
            .optional();
    if (known.isPresent()) {
      return people.byId(known.get());
    }
    return newcomers.equals(NOBODY) ? Optional.empty() : Optional.of(add(claim));
  }

  private Person add(Claim claim) {
    Person person =
        accounts.welcome(
            name(claim.name()), claim.fullName(), Role.valueOf(newcomers), claim.issuer());
    jdbc.sql(
            """
            insert into person_identity (issuer, subject, person_id)
            values (:issuer, :subject, :person)
            """)
        .param("issuer", claim.issuer())
        .param("subject", claim.subject())
        .param("person", person.id())
        .update();
    return person;
  }

  private static PersonName name(String wanted) {
    try {
      return new PersonName(wanted);
    } catch (IllegalArgumentException e) {
      return new PersonName("person"); // the provider's name is none here; they may change it
    }
  }
}
