package org.kalanjiyam.ocr.server.notify.web;

import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.notify.Delivery;
import org.kalanjiyam.ocr.server.notify.TaskEvent;
import org.kalanjiyam.ocr.server.notify.Webhook;
import org.kalanjiyam.ocr.server.notify.Webhooks;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A person's own webhooks and their delivery log. */
@RestController
@RequestMapping("/api/v1/webhooks")
class WebhooksApiController {
  private static final int MOST = 100;

  private final Webhooks webhooks;

  WebhooksApiController(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  /**
   * What is asked for.
   *
   * @param everyone for tasks of everybody; administrators alone
   * @param events null: all
   */
  record Wish(@Nullable String url, @Nullable Boolean everyone, @Nullable Set<TaskEvent> events) {}

  /** The one answer with the secret in it. */
  record MadeBody(
      long id,
      String url,
      boolean everyone,
      Set<TaskEvent> events,
      Instant createdAt,
      String secret) {
    @Override
    public String toString() {
      return "MadeBody[" + id + "]";
    }
  }

  @GetMapping
  List<Webhook> all(Person person) {
    return webhooks.of(person);
  }

  @PostMapping
  ResponseEntity<MadeBody> make(@RequestBody Wish wish, Person person) {
    Webhooks.Made made;
    try {
      made =
          webhooks.make(
              person,
              Objects.requireNonNullElse(wish.url(), ""),
              Boolean.TRUE.equals(wish.everyone()),
              Objects.requireNonNullElse(wish.events(), EnumSet.allOf(TaskEvent.class)));
    } catch (Refused e) {
      throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "Not possible", e.reason());
    }
    Webhook hook = made.webhook();
    return ResponseEntity.created(URI.create("/api/v1/webhooks/" + hook.id()))
        .cacheControl(CacheControl.noStore())
        .body(
            new MadeBody(
                hook.id(),
                hook.url(),
                hook.everyone(),
                hook.events(),
                hook.createdAt(),
                made.secret()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable long id, Person person) {
    if (!webhooks.delete(person, id)) {
      throw ApiProblem.of(
          HttpStatus.NOT_FOUND, "No such webhook", "You have no webhook with the id " + id + ".");
    }
  }

  @GetMapping("/{id}/deliveries")
  List<Delivery> deliveries(@PathVariable long id, Person person) {
    return webhooks.deliveries(person, id, MOST);
  }

  @PostMapping("/deliveries/{delivery}/again")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void again(@PathVariable UUID delivery, Person person) {
    if (!webhooks.again(person, delivery)) {
      throw ApiProblem.of(
          HttpStatus.NOT_FOUND, "No such delivery", "None of your webhooks has that delivery.");
    }
  }
}
