package org.kalanjiyam.ocr.server.notify.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.notify.Notifications;
import org.kalanjiyam.ocr.server.site.FrameAttribute;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The bell in the frame: {@code bell}. */
@Component
final class BellAttribute implements FrameAttribute {
  private final Notifications notifications;

  BellAttribute(Notifications notifications) {
    this.notifications = notifications;
  }

  @Override
  public String name() {
    return "bell";
  }

  @Override
  public Object value(@Nullable Authentication reader) {
    return new UnreadNotifications(notifications, Person.of(reader).orElse(null));
  }
}
