package org.kalanjiyam.ocr.server.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Failed sign-ins in a row, by name and by address, on all servers of the site. After the third
 * each one doubles the wait, from one second; from the tenth on (by address: the fiftieth, for
 * whole schools sit behind one) it is fifteen minutes. A day without failure, or a success with the
 * name, and they are forgotten. Nobody sleeps here: who comes too early is told when to come again.
 */
@Repository
class SignInFailures {
  private static final int FREE = 3;
  private static final int LOCKED_BY_NAME = 10;
  private static final int LOCKED_BY_ADDRESS = 50;
  private static final Duration LOCK = Duration.ofMinutes(15);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Clock clock;

  SignInFailures(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private record Failures(int count, Instant last) {}

  /**
   * Asks for a try with this name from this address, which counts as a failure until {@link
   * #succeeded}: so that many tries at a time are not more than as many in a row.
   *
   * @return how long to wait before a try is looked at; zero: this one is
   */
  @Transactional
  Duration begin(String name, String address) {
    Duration byName = left(byName(name), LOCKED_BY_NAME);
    Duration byAddress = left(byAddress(address), LOCKED_BY_ADDRESS);
    Duration longer = byName.compareTo(byAddress) > 0 ? byName : byAddress;
    if (longer.isZero()) {
      count(byName(name));
      count(byAddress(address));
    }
    return longer;
  }

  /** The try was no failure. The address keeps its others, or its user could reset them at will. */
  @Transactional
  void succeeded(String name, String address) {
    jdbc.sql("delete from sign_in_failure where key_hash = :key")
        .param("key", byName(name))
        .update();
    jdbc.sql(
            "update sign_in_failure set failures = greatest(failures - 1, 0) where key_hash = :key")
        .param("key", byAddress(address))
        .update();
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

  private Duration left(byte[] key, int lockedFrom) {
    jdbc.sql(
            """
            insert into sign_in_failure (key_hash, failures, last_at) values (:key, 0, :now)
            on conflict do nothing
            """)
        .param("key", key)
        .param("now", Timestamp.from(clock.instant()))
        .update();
    return jdbc.sql(
            "select failures, last_at from sign_in_failure where key_hash = :key for update")
        .param("key", key)
        .query(
            (row, number) ->
                new Failures(row.getInt("failures"), row.getTimestamp("last_at").toInstant()))
        .optional()
        .filter(failures -> failures.last().isAfter(clock.instant().minus(FORGOTTEN_AFTER)))
        .map(failures -> left(failures, lockedFrom))
        .orElse(Duration.ZERO);
  }

  private Duration left(Failures failures, int lockedFrom) {
    Duration left =
        Duration.between(
            clock.instant(), failures.last().plus(afterFailures(failures.count(), lockedFrom)));
    return left.isNegative() ? Duration.ZERO : left;
  }

  static Duration afterFailures(int failures, int lockedFrom) {
    if (failures >= lockedFrom) {
      return LOCK;
    }
    int doublings = failures - (lockedFrom - (LOCKED_BY_NAME - FREE));
    if (doublings < 0) {
      return Duration.ZERO;
    }
    Duration wait = Duration.ofSeconds(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private Timestamp old() {
    return Timestamp.from(clock.instant().minus(FORGOTTEN_AFTER));
  }

  private static byte[] byName(String name) {
    return new Secret("name:" + name.strip().toLowerCase(Locale.ROOT)).hash();
  }

  private static byte[] byAddress(String address) {
    return new Secret("address:" + address).hash();
  }
}
