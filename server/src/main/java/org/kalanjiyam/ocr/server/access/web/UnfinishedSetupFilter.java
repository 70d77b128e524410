package org.kalanjiyam.ocr.server.access.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.PersonAuthentication;
import org.kalanjiyam.ocr.server.access.Providers;
import org.kalanjiyam.ocr.server.account.Passwords;
import org.kalanjiyam.ocr.server.account.Role;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Reminds an administrator who came in by the server's link to choose a name and a password. */
@ControllerAdvice
class UnfinishedSetupFilter {
  private final Passwords passwords;
  private final Providers providers;

  UnfinishedSetupFilter(Passwords passwords, Providers providers) {
    this.passwords = passwords;
    this.providers = providers;
  }

  @ModelAttribute("unfinished")
  boolean unfinished(@Nullable Authentication authentication) {
    return authentication instanceof PersonAuthentication visitor
        && visitor.proof() instanceof PersonAuthentication.Proof.Session
        && visitor.person().role() == Role.ADMIN
        && providers.all().isEmpty()
        && !passwords.has(visitor.person());
  }
}
