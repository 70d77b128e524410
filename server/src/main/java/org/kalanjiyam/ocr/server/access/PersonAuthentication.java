package org.kalanjiyam.ocr.server.access;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Somebody who proved who they are, for one request; the principal is the {@link Person}. */
public final class PersonAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1;

  private final transient Person person;
  private final transient Proof proof;

  PersonAuthentication(Person person, Proof proof) {
    super(List.of());
    this.person = person;
    this.proof = proof;
    setAuthenticated(true);
  }

  /** By what they proved it. */
  public sealed interface Proof {
    /** A browser's session. */
    record Session() implements Proof {}

    /** A person's API token. */
    record Token(long id) implements Proof {}

    /** The token that the server was started with. */
    record OperatorsToken() implements Proof {}

    /** None was asked for. */
    record None() implements Proof {}
  }

  /** Who it is; the role is what this proof allows. */
  public Person person() {
    return person;
  }

  /** By what they proved it. */
  public Proof proof() {
    return proof;
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public Person getPrincipal() {
    return person;
  }

  @Override
  public String getName() {
    return person.name();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PersonAuthentication visitor
        && visitor.person.equals(person)
        && visitor.proof.equals(proof);
  }

  @Override
  public int hashCode() {
    return Objects.hash(person, proof);
  }
}
