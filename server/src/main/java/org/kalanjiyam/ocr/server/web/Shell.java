package org.kalanjiyam.ocr.server.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page needs: who reads it, and what they may do. */
@ControllerAdvice
class Shell {

  @ModelAttribute("me")
  @Nullable Person me(@Nullable Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof Person person
        ? person
        : null;
  }

  @ModelAttribute("may")
  Rights may(@Nullable Authentication authentication) {
    return new Rights(me(authentication));
  }
}
