package org.kalanjiyam.ocr.server.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Somebody with an account: who acts, in every call that changes something. */
public record Person(long id, String name, String displayName, Role role) {

  /** Who was recognised by this authentication; empty for strangers. */
  public static Optional<Person> of(@Nullable Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof Person person
        ? Optional.of(person)
        : Optional.empty();
  }
}
