package org.kalanjiyam.ocr.server.account;

import org.kalanjiyam.ocr.server.problem.Refused;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.EntryLinks.Kind;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What administrators do with accounts, and people with their own. Illegal names throw {@link
 * Refused} in words for whoever typed them. Thread-safe.
 */
@Service
public class Accounts {
  private static final int LONGEST_DISPLAY_NAME = 100;

  private final People people;
  private final EntryLinks links;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final AccountAuditLog trail;

  Accounts(
      People people,
      EntryLinks links,
      Sessions sessions,
      ApiTokens tokens,
      AccountAuditLog trail) {
    this.tokens = tokens;
    this.people = people;
    this.links = links;
    this.sessions = sessions;
    this.trail = trail;
  }

  /** How a change to an account ended. */
  public enum Change {
    DONE,
    /** There is no such person. */
    UNKNOWN,
    /** The name belongs to somebody else. */
    NAME_TAKEN,
    /** Nobody would be an administrator any more. */
    LAST_ADMINISTRATOR
  }

  /** Somebody new, and the token of the link by which they choose a password. */
  public record Invitation(Person person, Secret token) {}

  /**
   * Adds somebody; empty if the name is taken.
   *
   * @param by who invites, null for the operator at the command line
   * @param displayName what others see; blank: the name
   */
  @Transactional
  public Optional<Invitation> invite(
      @Nullable Person by, PersonName name, String displayName, Role role) {
    Optional<Person> added = people.add(name, shown(displayName, name), role);
    added.ifPresent(person -> trail.record(by, "person.add", person.name(), role.name()));
    return added.map(person -> new Invitation(person, links.invite(person, Kind.INVITATION)));
  }

  /** Somebody whom a sign-in provider vouches for; the name gets a number if it is taken. */
  @Transactional
  public Person welcome(PersonName wanted, String displayName, Role role, String provider) {
    String shown = shown(tidied(displayName), wanted);
    for (int n = 1; ; n++) {
      PersonName name = n == 1 ? wanted : new PersonName(shortened(wanted) + "-" + number(n));
      Optional<Person> added = people.add(name, shown, role);
      if (added.isPresent()) {
        trail.record(null, "person.add", name.value(), role + ", by " + provider);
        return added.get();
      }
    }
  }

  /** A link by which somebody chooses a new password; earlier ones stop to work. */
  @Transactional
  public Optional<Secret> newPasswordLink(Person by, long id) {
    Optional<Person> person = people.byId(id);
    return person.map(
        somebody -> {
          links.withdraw(id);
          trail.record(by, "person.new-password-link", somebody.name(), null);
          return links.invite(somebody, Kind.NEW_PASSWORD);
        });
  }

  /** Gives a person other names. */
  @Transactional
  public Change rename(Person by, long id, PersonName name, String displayName) {
    Optional<Account> account = people.account(id);
    if (account.isEmpty()) {
      return Change.UNKNOWN;
    }
    String old = account.get().person().name();
    if (!people.rename(id, name, shown(displayName, name))) {
      return Change.NAME_TAKEN;
    }
    trail.record(by, "person.rename", name.value(), "was " + old);
    return Change.DONE;
  }

  /** Gives a person another role. */
  @Transactional
  public Change changeRole(Person by, long id, Role role) {
    Optional<Account> account = people.account(id);
    if (account.isEmpty()) {
      return Change.UNKNOWN;
    }
    Person person = account.get().person();
    if (role != Role.ADMIN && isLastAdministrator(account.get())) {
      return Change.LAST_ADMINISTRATOR;
    }
    people.setRole(id, role);
    trail.record(by, "person.role", person.name(), person.role() + " to " + role);
    return Change.DONE;
  }

  /** Lets a person in no more: no session, no token, no link. What they made stays. */
  @Transactional
  public Change disable(Person by, long id) {
    Optional<Account> account = people.account(id);
    if (account.isEmpty()) {
      return Change.UNKNOWN;
    }
    if (isLastAdministrator(account.get())) {
      return Change.LAST_ADMINISTRATOR;
    }
    people.disable(id);
    sessions.end(id);
    tokens.revokeAll(account.get().person());
    links.withdraw(id);
    trail.record(by, "person.disable", account.get().person().name(), null);
    return Change.DONE;
  }

  /** Lets a person in again; their tokens have ended for good. */
  @Transactional
  public Change enable(Person by, long id) {
    Optional<Account> account = people.account(id);
    if (account.isEmpty()) {
      return Change.UNKNOWN;
    }
    people.enable(id);
    trail.record(by, "person.enable", account.get().person().name(), null);
    return Change.DONE;
  }

  /** Signs a person out wherever they are signed in, and ends their tokens. */
  @Transactional
  public void signOutEverywhere(Person person) {
    sessions.end(person.id());
    tokens.revokeAll(person);
    trail.record(person, "sign-out.everywhere", person.name(), null);
  }

  private boolean isLastAdministrator(Account account) {
    return account.person().role() == Role.ADMIN
        && account.disabledAt() == null
        && people.otherAdministrators(account.person().id()) == 0;
  }

  private static String shown(String displayName, PersonName name) {
    String shown = displayName.strip();
    if (shown.length() > LONGEST_DISPLAY_NAME) {
      throw new Refused("That name is too long: use at most 100 characters.");
    }
    return shown.isEmpty() ? name.value() : shown;
  }

  /** Somebody else's text: cut rather than refused, for nobody here could type another. */
  private static String tidied(String text) {
    String tidy = text.replaceAll("[\\p{Cntrl}\\p{Cs}]+", " ").strip();
    int end = tidy.offsetByCodePoints(0, Math.min(tidy.codePointCount(0, tidy.length()), 50));
    return tidy.length() <= LONGEST_DISPLAY_NAME ? tidy : tidy.substring(0, end);
  }

  /** After some that are taken, one that is free for sure. */
  private static int number(int tries) {
    return tries <= 20 ? tries : ThreadLocalRandom.current().nextInt(1_000, 100_000);
  }

  private static String shortened(PersonName name) {
    int end = Math.min(name.value().length(), 58);
    return name.value().substring(0, end);
  }
}
