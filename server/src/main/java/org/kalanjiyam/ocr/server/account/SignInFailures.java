package org.kalanjiyam.ocr.server.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Failed sign-ins in a row, on all servers of the site: by name and address together, by address
 * alone and by name alone. The first few are free, then each one doubles the wait, from one second
 * to a minute; many with one name from one address, or from one address, make it fifteen minutes. A
 * name alone is never locked: from addresses where its owner has not been it waits a minute at the
 * most, and where its owner has signed in before, no failure elsewhere and nobody else's counts. A
 * day without failure, and they are forgotten. Nobody sleeps here: who comes too early is told when
 * to come again.
 */
@Repository
class SignInFailures {
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final KnownAddresses known;

  SignInFailures(JdbcClient jdbc, Clock clock, KnownAddresses known) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.known = known;
  }

  /** What is counted, and what a count means. */
  enum Count {
    NAME_AT_ADDRESS(3, 10),
    NAME_AT_KNOWN_ADDRESS(3, Integer.MAX_VALUE),
    /** Whole schools sit behind one. */
    ADDRESS(43, 50),
    NAME(20, Integer.MAX_VALUE);

    private final int free;
    private final int locked;

    Count(int free, int locked) {
      this.free = free;
      this.locked = locked;
    }

    Duration waitAfter(int failures) {
      if (failures >= locked) {
        return LOCK;
      }
      if (failures < free) {
        return Duration.ZERO;
      }
      Duration wait = Duration.ofSeconds(1L << Math.min(failures - free, 10));
      return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
  }

  private record Key(byte[] hash, Count count) {}

  private record Failures(int count, Instant last) {}

  /**
   * Asks for a try with this name from this address, which counts as a failure until {@link
   * #succeeded}: so that many tries at a time are not more than as many in a row.
   *
   * @return how long to wait before a try is looked at; zero: this one is
   */
  @Transactional
  Duration begin(String name, String address) {
    List<Key> counted = counted(name, address);
    for (Key key : counted) {
      Duration left = left(key);
      if (!left.isZero()) {
        return left;
      }
    }
    counted.forEach(key -> count(key.hash()));
    return Duration.ZERO;
  }

  /** The first that says wait is enough; an address that must wait makes no row for a name. */
  private List<Key> counted(String name, String address) {
    if (known.isKnown(name, address)) {
      return List.of(new Key(pair(name, address), Count.NAME_AT_KNOWN_ADDRESS));
    }
    return List.of(
        new Key(hash("address:" + address), Count.ADDRESS),
        new Key(pair(name, address), Count.NAME_AT_ADDRESS),
        new Key(hash("name:" + PersonName.normalForm(name)), Count.NAME));
  }

  /** The try was no failure. The address keeps its others, or its user could reset them at will. */
  @Transactional
  void succeeded(Person person, String address) {
    for (Key key : counted(person.name(), address)) {
      String change =
          switch (key.count()) {
            case NAME_AT_ADDRESS, NAME_AT_KNOWN_ADDRESS -> "failures = 0";
            case ADDRESS, NAME -> "failures = greatest(failures - 1, 0)";
          };
      jdbc.sql("update sign_in_failure set " + change + " where key_hash = :key")
          .param("key", key.hash())
          .update();
    }
    known.remember(person, address);
  }

  private void count(byte[] key) {
    jdbc.sql(
            """
            update sign_in_failure set
              failures = case when last_at < :old then 1 else failures + 1 end, last_at = :now
            where key_hash = :key
            """)
        .param("key", key)
        .param("now", Timestamp.from(clock.instant()))
        .param("old", old())
        .update();
  }

  void forgetOld() {
    jdbc.sql("delete from sign_in_failure where last_at < :old").param("old", old()).update();
  }

  private Duration left(Key key) {
    jdbc.sql(
            """
            insert into sign_in_failure (key_hash, failures, last_at) values (:key, 0, :now)
            on conflict do nothing
            """)
        .param("key", key.hash())
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return jdbc.sql(
            "select failures, last_at from sign_in_failure where key_hash = :key for update")
        .param("key", key.hash())
        .query(
            (row, number) ->
                new Failures(row.getInt("failures"), row.getTimestamp("last_at").toInstant()))
        .optional()
        .filter(failures -> failures.last().isAfter(clock.instant().minus(FORGOTTEN_AFTER)))
        .map(failures -> left(failures, key.count()))
        .orElse(Duration.ZERO);
  }

  private Duration left(Failures failures, Count count) {
    Duration left =
        Duration.between(clock.instant(), failures.last().plus(count.waitAfter(failures.count())));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private Timestamp old() {
    return Timestamp.from(clock.instant().minus(FORGOTTEN_AFTER));
  }

  private static byte[] pair(String name, String address) {
    return hash("pair:" + PersonName.normalForm(name) + "\n" + address);
  }

  private static byte[] hash(String key) {
    return new Secret(key).hash();
  }
}
