package org.kalanjiyam.ocr.server.account;

import java.time.Duration;
import java.util.Optional;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Sign-in by name and password, kept as bcrypt. Thread-safe. */
@Service
public class Passwords {
  /**
   * What is compared for a name that nobody has, so that its answer takes as long: made once from a
   * random password that nobody kept. Made at each start, it would cost each start a tenth second.
   */
  private static final String NOBODYS =
      "{bcrypt}$2a$10$ih5P7Md31crD1cligflL6.RmNd6wme6ijuGB95PRqxFysEVtqQGHS";

  private final People people;
  private final SignInFailures failures;
  private final Sessions sessions;
  private final EntryLinks links;
  private final ApiTokens tokens;
  private final KnownAddresses known;
  private final AccountAuditLog trail;
  private final TransactionOperations noted;
  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();

  Passwords(
      People people,
      SignInFailures failures,
      Sessions sessions,
      EntryLinks links,
      ApiTokens tokens,
      KnownAddresses known,
      AccountAuditLog trail,
      TransactionOperations noted) {
    this.people = people;
    this.failures = failures;
    this.sessions = sessions;
    this.links = links;
    this.tokens = tokens;
    this.known = known;
    this.trail = trail;
    this.noted = noted;
  }

  /**
   * Looks whether name and password belong together. Takes as long for a name that nobody has.
   *
   * @param address where the request came from, for the count of failures
   */
  public SignInResult signIn(String name, String password, String address) {
    Duration wait = failures.begin(name, address);
    if (wait.isPositive()) {
      return new SignInResult.Later(wait);
    }
    Optional<Person> person = people.byName(name);
    if (!matches(person, password)) {
      // A name that nobody has is not written down: it may be a password in the wrong field.
      String known = person.map(Person::name).orElse(null);
      noted.executeWithoutResult(t -> trail.record(null, "sign-in.failed", known, address));
      return new SignInResult.Wrong();
    }
    failures.succeeded(person.orElseThrow(), address);
    return person.<SignInResult>map(SignInResult.Welcome::new).orElseThrow();
  }

  private boolean matches(Optional<Person> person, String password) {
    String hash = person.map(who -> people.passwordHash(who.id())).orElse(null);
    boolean match = encoder.matches(password, hash == null ? NOBODYS : hash);
    return match && hash != null;
  }

  /**
   * Sets a password by a link; everybody who is signed in as this person is signed out, the
   * person's tokens end, and the addresses they came from are not known any more.
   */
  @Transactional
  public void set(Person person, NewPassword password) {
    write(person, password);
    sessions.end(person.id());
    tokens.revokeAll(person);
    known.forget(person);
  }

  /** Sets a password; the person stays signed in with one session alone. */
  @Transactional
  public void change(Person person, NewPassword password, String sessionId) {
    write(person, password);
    sessions.endOthers(person.id(), sessionId);
  }

  private void write(Person person, NewPassword password) {
    people.setPasswordHash(person.id(), encoder.encode(password.value()));
    links.withdraw(person.id());
    trail.record(person, "password.change", person.name(), null);
  }

  /** Whether this person can sign in by a password. */
  public boolean has(Person person) {
    return people.passwordHash(person.id()) != null;
  }
}
