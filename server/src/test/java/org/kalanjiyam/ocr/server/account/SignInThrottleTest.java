package org.kalanjiyam.ocr.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.account.SignInFailures.Count;
import org.springframework.beans.factory.annotation.Autowired;

/** Who waits for whose failures. */
class SignInThrottleTest extends ServerFixture {
  private static final String HOME = "198.51.100.1";
  private static final String CAFE = "198.51.100.2";
  private static final String ATTACKER = "203.0.113.66";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Autowired private Accounts accounts;
  @Autowired private Passwords passwords;
  @Autowired private People people;
  @Autowired private SignInFailures failures;
  private Person owner;

  @BeforeEach
  void anOwner() {
    clock.set(Instant.parse("2026-03-01T10:00:00Z"));
    owner = accounts.invite(null, new PersonName("admin"), "", Role.ADMIN).orElseThrow().person();
  }

  @Test
  void anAttackerLocksThemselvesOutAndNotTheOwner() {
    signIn(HOME);
    for (int n = 0; n < 10; n++) {
      assertThat(failures.begin("ADMIN", ATTACKER)).isZero();
      clock.advance(MINUTE);
    }
    assertThat(failures.begin("admin", ATTACKER)).isGreaterThan(Duration.ofMinutes(10));
    assertThat(failures.begin("admin", HOME)).isZero();
    assertThat(failures.begin("admin", CAFE)).isZero();
  }

  @Test
  void attackersAtManyAddressesSlowTheNameElsewhereAndNotWhereItsOwnerWas() {
    signIn(HOME);
    for (int n = 0; n < 40; n++) {
      assertThat(failures.begin("admin", "203.0.113." + n)).isZero();
      clock.advance(MINUTE);
    }
    failures.begin("admin", "203.0.113.200");
    assertThat(failures.begin("admin", CAFE)).isBetween(Duration.ofSeconds(1), MINUTE);
    assertThat(failures.begin("admin", HOME)).isZero();
  }

  @Test
  void anotherBehindTheOwnersAddressSlowsThemByAMinuteAtTheMost() {
    signIn(HOME);
    for (int n = 0; n < 60; n++) {
      failures.begin("nobody-" + n, HOME);
      failures.begin("admin", HOME);
      clock.advance(MINUTE);
    }
    assertThat(failures.begin("nobody", HOME)).isGreaterThan(MINUTE);
    assertThat(failures.begin("admin", HOME)).isZero();
  }

  @Test
  void anAddressThatMustWaitMakesNoRowsForNames() {
    for (int n = 0; n < 150; n++) {
      failures.begin("nobody-" + n, ATTACKER);
    }
    assertThat(jdbc.sql("select count(*) from sign_in_failure").query(Integer.class).single())
        .isLessThan(100);
  }

  @Test
  void aNewPasswordByLinkForgetsWhereOneCameFrom() {
    signIn(ATTACKER);
    passwords.set(owner, new NewPassword("another four plain words"));
    assertThat(jdbc.sql("select count(*) from known_address").query(Integer.class).single())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({"ADMİN, admi̇n", "Émile, émile", "ﬁle, file", "ΣΟΦΊΑ, σοφία", "கமலா, கமலா"})
  void aNameHasOneNormalFormWhateverTheDatabasesLanguage(String typed, String kept) {
    accounts.invite(null, new PersonName(typed), "", Role.READER).orElseThrow();
    assertThat(people.byName(typed)).isEqualTo(people.byName(kept)).isPresent();
    assertThat(accounts.invite(null, new PersonName(kept), "", Role.READER)).isEmpty();
    assertThat(new PersonName(new PersonName(typed).value()).value())
        .isEqualTo(new PersonName(typed).value());
  }

  @Test
  void waitsGrowToAMinuteAndThenLock() {
    assertThat(Count.NAME_AT_ADDRESS.waitAfter(2)).isZero();
    assertThat(Count.NAME_AT_ADDRESS.waitAfter(3)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Count.NAME_AT_ADDRESS.waitAfter(9)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Count.NAME_AT_ADDRESS.waitAfter(10)).isEqualTo(Duration.ofMinutes(15));
    assertThat(Count.NAME_AT_KNOWN_ADDRESS.waitAfter(1_000_000)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Count.NAME.waitAfter(1_000_000)).isEqualTo(Duration.ofMinutes(1));
    assertThat(Count.ADDRESS.waitAfter(50)).isEqualTo(Duration.ofMinutes(15));
  }

  private void signIn(String address) {
    assertThat(failures.begin("admin", address)).isZero();
    failures.succeeded(owner, address);
  }
}
