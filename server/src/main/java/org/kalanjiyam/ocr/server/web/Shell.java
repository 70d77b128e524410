package org.kalanjiyam.ocr.server.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.notify.Notifications;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page needs: who reads it, and what they may do. */
@ControllerAdvice
class Shell {
  private final Notifications notifications;

  Shell(Notifications notifications) {
    this.notifications = notifications;
  }

  @ModelAttribute("me")
  @Nullable Person me(@Nullable Authentication authentication) {
    return authentication != null && authentication.getPrincipal() instanceof Person person
        ? person
        : null;
  }

  /** Asked for only where it is shown. */
  @ModelAttribute("bell")
  Bell bell(@Nullable Authentication authentication) {
    return new Bell(notifications, me(authentication));
  }

  @ModelAttribute("may")
  Rights may(@Nullable Authentication authentication) {
    return new Rights(me(authentication));
  }
}
