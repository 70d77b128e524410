package org.kalanjiyam.ocr.server.notify.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.notify.Notification;
import org.kalanjiyam.ocr.server.notify.Notifications;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own notifications. */
@RestController
@RequestMapping("/api/v1/notifications")
class NotificationsApiController {
  private static final int MOST = 50;

  private final Notifications notifications;

  NotificationsApiController(Notifications notifications) {
    this.notifications = notifications;
  }

  /**
   * The newest first.
   *
   * @param before only those with a lower id, to page on
   */
  @GetMapping
  List<Notification> all(
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable Long before,
      Person person) {
    return notifications.of(person, unread, before, MOST);
  }

  @PostMapping("/{id}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@PathVariable long id, Person person) {
    Optional<Notification> read = notifications.read(person, id);
    if (read.isEmpty()) {
      throw ApiProblem.of(
          HttpStatus.NOT_FOUND,
          "No such notification",
          String.format(Locale.ROOT, "You have no notification with the id %d.", id));
    }
  }

  @PostMapping("/read-all")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void readAll(Person person) {
    notifications.readAll(person);
  }
}
