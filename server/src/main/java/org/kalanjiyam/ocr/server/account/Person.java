package org.kalanjiyam.ocr.server.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.site.Language;
import org.springframework.security.core.Authentication;

/**
 * Somebody with an account: who acts, in every call that changes something.
 *
 * @param language in which they want pages and e-mails; null: as their browser says
 */
public record Person(
    long id, String name, String displayName, Role role, @Nullable Language language) {

  /** Somebody who has chosen no language. */
  public Person(long id, String name, String displayName, Role role) {
    this(id, name, displayName, role, null);
  }

  /** Who was recognised by this authentication; empty for strangers. */
  public static Optional<Person> of(@Nullable Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof Person person
        ? Optional.of(person)
        : Optional.empty();
  }
}
