package org.kalanjiyam.ocr.server.account;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The ways in that need no password, and the way out, each noted in the trail. Thread-safe. */
@Service
public class SignInService {
  private final EntryLinks links;
  private final Passwords passwords;
  private final People people;
  private final AccountAuditLog trail;

  SignInService(EntryLinks links, Passwords passwords, People people, AccountAuditLog trail) {
    this.links = links;
    this.passwords = passwords;
    this.people = people;
    this.trail = trail;
  }

  /** Signs in by the link that the server printed; the link works no longer. */
  @Transactional
  public Optional<Person> byServersLink(String token, String address) {
    return links
        .look(token)
        .filter(entry -> entry.kind() == EntryLinks.Kind.SIGN_IN)
        .flatMap(entry -> links.use(token))
        .map(entry -> cameIn(entry.person(), "the server's link, " + address));
  }

  /** Whom a link lets choose a password; changes nothing. */
  public Optional<Person> invited(String token) {
    return links
        .look(token)
        .filter(entry -> entry.kind() != EntryLinks.Kind.SIGN_IN)
        .map(EntryLinks.Entry::person);
  }

  /** Chooses a password by a link and signs in; the link works no longer. */
  @Transactional
  public Optional<Person> byInvitation(String token, NewPassword password, String address) {
    Optional<Person> person =
        invited(token).flatMap(invited -> links.use(token)).map(EntryLinks.Entry::person);
    person.ifPresent(
        who -> {
          passwords.set(who, password);
          cameIn(who, "a link, " + address);
        });
    return person;
  }

  /** Notes that a person came in by name and password. */
  @Transactional
  public void byPassword(Person person, String address) {
    cameIn(person, "password, " + address);
  }

  /** Notes that a sign-in provider vouched for this person. */
  @Transactional
  public Person byProvider(Person person, String provider) {
    return cameIn(person, provider);
  }

  /** Notes that a person signed out. */
  @Transactional
  public void left(Person person) {
    trail.record(person, "sign-out", person.name(), null);
  }

  /** Notes that a token was refused; never the token. */
  @Transactional
  public void refusedToken(String address) {
    trail.record(null, "token.refused", null, address);
  }

  /** The person as they are by now, or empty if they may come in no longer. */
  public Optional<Person> still(long personId) {
    return people.byId(personId);
  }

  private Person cameIn(Person person, String how) {
    trail.record(person, "sign-in", person.name(), how);
    return person;
  }
}
