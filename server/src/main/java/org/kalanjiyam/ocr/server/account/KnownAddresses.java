package org.kalanjiyam.ocr.server.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where people have signed in from, as hashes. Forgotten after half a year without. Thread-safe.
 */
@Repository
class KnownAddresses {
  private static final Duration FORGOTTEN_AFTER = Duration.ofDays(180);

  private final JdbcClient jdbc;
  private final Clock clock;

  KnownAddresses(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  boolean isKnown(String name, String address) {
    return jdbc.sql(
            """
            select exists (
              select from known_address k join person p on p.id = k.person_id
              where p.name = :name and k.address_hash = :address)
            """)
        .param("name", PersonName.normalForm(name))
        .param("address", hash(address))
        .query(Boolean.class)
        .single();
  }

  @Transactional
  void remember(Person person, String address) {
    jdbc.sql(
            """
            insert into known_address (person_id, address_hash, last_at)
            values (:person, :address, :now)
            on conflict (person_id, address_hash) do update set last_at = excluded.last_at
            """)
        .param("person", person.id())
        .param("address", hash(address))
        .param("now", Timestamp.from(clock.instant()))
        .update();
  }

  /** The next one anywhere is somebody new: for an account whose password may be a stranger's. */
  @Transactional
  void forget(Person person) {
    jdbc.sql("delete from known_address where person_id = :person")
        .param("person", person.id())
        .update();
  }

  void forgetOld() {
    jdbc.sql("delete from known_address where last_at < :old")
        .param("old", Timestamp.from(clock.instant().minus(FORGOTTEN_AFTER)))
        .update();
  }

  private static byte[] hash(String address) {
    return new Secret("address:" + address).hash();
  }
}
