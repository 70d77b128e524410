package org.kalanjiyam.ocr.server.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tokens by which scripts act for a person. A token has at most the rights of its role and never
 * more than the person has by then; it ends at its date, when revoked, and with the person's
 * account. Thread-safe.
 */
@Repository
public class ApiTokens {
  /** A token cannot outlive this. */
  public static final Duration LONGEST = Duration.ofDays(366);

  private static final String PREFIX = "kal_";
  private static final Duration USE_IS_NOTED_EVERY = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final AccountAuditLog trail;

  ApiTokens(JdbcClient jdbc, Clock clock, AccountAuditLog trail) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.trail = trail;
  }

  /**
   * A token as its owner sees it later: all but the token.
   *
   * @param role the most that it may do
   * @param usedAt when it was last used, to the minute
   */
  public record ApiToken(
      long id,
      String name,
      Role role,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant usedAt) {}

  /** A new token; {@code secret} is never to be had again. */
  public record Made(ApiToken token, Secret secret) {}

  /** Whom a token acts for. The person's role is what the token may do. */
  public record Bearer(long tokenId, Person person) {}

  private record Found(Bearer bearer, @Nullable Instant usedAt) {}

  /**
   * Makes a token.
   *
   * @throws Refused if it would have more rights than its owner, no name, or an end that is past or
   *     too far off; in words for whoever asked
   */
  @Transactional
  public Made make(Person owner, String name, Role role, Instant expiresAt) {
    Instant now = clock.instant();
    check(owner, name, role, expiresAt, now);
    Secret secret = Secret.random(PREFIX);
    long id =
        jdbc.sql(
                """
                insert into api_token (token_hash, person_id, name, role, created_at, expires_at)
                values (:hash, :person, :name, :role, :now, :end) returning id
                """)
            .param("hash", secret.hash())
            .param("person", owner.id())
            .param("name", name.strip())
            .param("role", role.name())
            .param("now", Timestamp.from(now))
            .param("end", Timestamp.from(expiresAt))
            .query(Long.class)
            .single();
    trail.record(owner, "token.make", name.strip(), role + " until " + expiresAt);
    return new Made(new ApiToken(id, name.strip(), role, now, expiresAt, null), secret);
  }

  private static void check(Person owner, String name, Role role, Instant end, Instant now) {
    if (name.isBlank() || name.length() > 100) {
      throw new Refused("A token has a name of 1 to 100 characters.");
    }
    if (!owner.role().covers(role)) {
      throw new Refused("A token cannot do more than its owner, who is " + owner.role() + ".");
    }
    if (!end.isAfter(now) || end.isAfter(now.plus(LONGEST))) {
      throw new Refused("A token ends in the future, within 366 days.");
    }
  }

  /** The tokens of a person that work, newest first. */
  public List<ApiToken> of(Person owner) {
    return jdbc.sql(
            """
            select id, name, role, created_at, expires_at, used_at from api_token
            where person_id = :person and revoked_at is null and expires_at > :now
            order by id desc
            """)
        .param("person", owner.id())
        .param("now", Timestamp.from(clock.instant()))
        .query((row, number) -> token(row))
        .list();
  }

  /** Ends a token of this person; false if they have none with this id. */
  @Transactional
  public boolean revoke(Person owner, long id) {
    Optional<String> name =
        jdbc.sql(
                """
                update api_token set revoked_at = :now
                where id = :id and person_id = :person and revoked_at is null
                returning name
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("id", id)
            .param("person", owner.id())
            .query(String.class)
            .optional();
    name.ifPresent(revoked -> trail.record(owner, "token.revoke", revoked, null));
    return name.isPresent();
  }

  /** Ends all tokens of a person, for good. */
  @Transactional
  public void revokeAll(Person owner) {
    int ended =
        jdbc.sql(
                """
                update api_token set revoked_at = :now
                where person_id = :person and revoked_at is null and expires_at > :now
                """)
            .param("now", Timestamp.from(clock.instant()))
            .param("person", owner.id())
            .update();
    if (ended > 0) {
      trail.record(null, "token.revoke-all", owner.name(), Integer.toString(ended));
    }
  }

  /** Whom this token acts for; empty if it is none, has ended, or its owner may not come in. */
  public Optional<Bearer> bearer(String token) {
    Instant now = clock.instant();
    Optional<Found> found =
        jdbc.sql(
                """
                select t.id as token, t.role as most, t.used_at,
                       p.id, p.name, p.display_name, p.role
                from api_token t join person p on p.id = t.person_id
                where t.token_hash = :hash and t.revoked_at is null and t.expires_at > :now
                  and p.disabled_at is null
                """)
            .param("hash", new Secret(token).hash())
            .param("now", Timestamp.from(now))
            .query((row, number) -> new Found(bearer(row), instant(row, "used_at")))
            .optional();
    found.ifPresent(used -> noteUse(used, now));
    return found.map(Found::bearer);
  }

  /** Whom the token with this id still acts for; empty if it has ended or they may not come in. */
  public Optional<Person> bearerOf(long tokenId) {
    return jdbc.sql(
            """
            select t.id as token, t.role as most, p.id, p.name, p.display_name, p.role
            from api_token t join person p on p.id = t.person_id
            where t.id = :id and t.revoked_at is null and t.expires_at > :now
              and p.disabled_at is null
            """)
        .param("id", tokenId)
        .param("now", Timestamp.from(clock.instant()))
        .query((row, number) -> bearer(row).person())
        .optional();
  }

  /** At most one write a minute and token, however busy it is. */
  private void noteUse(Found token, Instant now) {
    Instant before = now.minus(USE_IS_NOTED_EVERY);
    if (token.usedAt() != null && token.usedAt().isAfter(before)) {
      return;
    }
    jdbc.sql(
            """
            update api_token set used_at = :now
            where id = :id and (used_at is null or used_at < :before)
            """)
        .param("now", Timestamp.from(now))
        .param("id", token.bearer().tokenId())
        .param("before", Timestamp.from(before))
        .update();
  }

  private static Bearer bearer(ResultSet row) throws SQLException {
    Role own = Role.valueOf(row.getString("role"));
    Role most = Role.valueOf(row.getString("most"));
    Person person =
        new Person(
            row.getLong("id"),
            row.getString("name"),
            row.getString("display_name"),
            own.covers(most) ? most : own);
    return new Bearer(row.getLong("token"), person);
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getLong("id"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        row.getTimestamp("created_at").toInstant(),
        row.getTimestamp("expires_at").toInstant(),
        instant(row, "used_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp at = row.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }
}
