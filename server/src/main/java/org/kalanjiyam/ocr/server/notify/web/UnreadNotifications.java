package org.kalanjiyam.ocr.server.notify.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.notify.Notifications;

/** How many notifications wait for the reader. */
record UnreadNotifications(Notifications notifications, @Nullable Person person) {

  /** A number, of which 100 stands for more. */
  public int unread() {
    return person == null ? 0 : notifications.unread(person);
  }
}
