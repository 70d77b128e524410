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
  private static final String PASSWORD = "four plain words here";
  private static final String HOME = "198.51.100.1";
  private static final String CAFE = "198.51.100.2";
  private static final String ATTACKER = "203.0.113.66";

  @Autowired private Accounts accounts;
  @Autowired private Passwords passwords;
  @Autowired private People people;

  @BeforeEach
  void anOwner() {
    clock.set(Instant.parse("2026-03-01T10:00:00Z"));
    Person owner =
        accounts.invite(null, new PersonName("admin"), "", Role.ADMIN).orElseThrow().person();
    passwords.set(owner, new NewPassword(PASSWORD));
  }

  @Test
  void anAttackerLocksThemselvesOutAndNotTheOwner() {
    assertThat(in("admin", HOME)).isInstanceOf(SignInResult.Welcome.class);
    for (int n = 0; n < 10; n++) {
      fail(ATTACKER);
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(in("admin", ATTACKER)).isInstanceOf(SignInResult.Later.class);
    assertThat(in("admin", HOME)).isInstanceOf(SignInResult.Welcome.class);
    assertThat(in("admin", CAFE)).isInstanceOf(SignInResult.Welcome.class);
  }

  @Test
  void attackersAtManyAddressesSlowTheNameElsewhereAndNotWhereItsOwnerWas() {
    in("admin", HOME);
    for (int n = 0; n < 40; n++) {
      fail("203.0.113." + n);
      clock.advance(Duration.ofMinutes(1));
    }
    fail("203.0.113.200");
    assertThat(in("admin", CAFE))
        .isInstanceOfSatisfying(
            SignInResult.Later.class,
            later -> assertThat(later.after()).isLessThanOrEqualTo(Duration.ofMinutes(1)));
    assertThat(in("admin", HOME)).isInstanceOf(SignInResult.Welcome.class);
  }

  @Test
  void anotherBehindTheOwnersAddressSlowsThemByAMinuteAtTheMost() {
    in("admin", HOME);
    for (int n = 0; n < 60; n++) {
      passwords.signIn("nobody-" + n, "wrong", HOME);
      passwords.signIn("admin", "wrong", HOME);
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(in("admin", HOME)).isInstanceOf(SignInResult.Welcome.class);
  }

  @Test
  void anAddressThatMustWaitMakesNoRowsForNames() {
    for (int n = 0; n < 200; n++) {
      passwords.signIn("nobody-" + n, "wrong", ATTACKER);
    }
    assertThat(jdbc.sql("select count(*) from sign_in_failure").query(Integer.class).single())
        .isLessThan(100);
  }

  @Test
  void aNewPasswordByLinkForgetsWhereOneCameFrom() {
    in("admin", ATTACKER);
    Person owner = people.byName("admin").orElseThrow();
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

  private SignInResult in(String name, String address) {
    return passwords.signIn(name, PASSWORD, address);
  }

  private void fail(String address) {
    assertThat(passwords.signIn("ADMIN", "wrong", address)).isInstanceOf(SignInResult.Wrong.class);
  }
}
