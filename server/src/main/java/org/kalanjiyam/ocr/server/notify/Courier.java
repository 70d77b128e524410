package org.kalanjiyam.ocr.server.notify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends what is in the {@link Outbox}: at once, then with growing pauses, {@value #ATTEMPTS} times
 * in about a day, then no more. Of one person's a few are under way at a time, so that slow
 * addresses hold up nobody else's.
 */
@Component
class Courier {
  /** How often something is tried. */
  static final int ATTEMPTS = 8;

  private static final Logger log = LoggerFactory.getLogger(Courier.class);
  private static final int AT_ONCE = 48;
  private static final int BY_PERSON = 4;
  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofHours(18));

  private final Outbox outbox;
  private final Mailer mailer;
  private final WebhookSender webhooks;
  private final Clock clock;
  private final ConcurrentMap<Long, Integer> sending = new ConcurrentHashMap<>();

  Courier(Outbox outbox, Mailer mailer, WebhookSender webhooks, Clock clock) {
    this.outbox = outbox;
    this.mailer = mailer;
    this.webhooks = webhooks;
    this.clock = clock;
  }

  /**
   * How an attempt ended.
   *
   * @param status HTTP's; null where there was none
   * @param answer the beginning of the other side's, or what went wrong
   */
  record Attempt(boolean sent, @Nullable Integer status, String answer) {}

  /** Begins to send what is due, as much as fits beside what is under way. */
  @Scheduled(fixedDelay = 1000, initialDelay = 1000)
  void beginDue() {
    begin();
  }

  /** Sends what is due; returns when all that was begun was tried. */
  void sendDue() throws InterruptedException {
    for (Thread thread : begin()) {
      thread.join();
    }
  }

  private List<Thread> begin() {
    try {
      int free = AT_ONCE - sending.values().stream().mapToInt(Integer::intValue).sum();
      Set<Long> full =
          sending.entrySet().stream()
              .filter(person -> person.getValue() >= BY_PERSON)
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      List<Outbox.Due> due = free <= 0 ? List.of() : outbox.take(free, BY_PERSON, full);
      due.forEach(one -> sending.merge(one.personId(), 1, Integer::sum));
      return due.stream()
          .map(one -> Thread.ofVirtual().name("courier").start(() -> sendAndCount(one)))
          .toList();
    } catch (DataAccessException | TransactionException e) {
      log.debug("Notifications are sent later: {}", e.getMessage());
      return List.of();
    }
  }

  private void sendAndCount(Outbox.Due due) {
    try {
      send(due);
    } finally {
      sending.computeIfPresent(
          due.personId(), (person, count) -> count == 1 ? null : Integer.valueOf(count - 1));
    }
  }

  @Scheduled(fixedDelayString = "PT6H", initialDelayString = "PT15M")
  void forgetOld() {
    outbox.forgetOld();
  }

  private void send(Outbox.Due due) {
    Attempt attempt;
    try {
      attempt = due.url() == null ? mailer.send(due) : webhooks.send(due);
    } catch (RuntimeException e) {
      attempt = new Attempt(false, null, String.valueOf(e.getMessage()));
    }
    @Nullable Instant next =
        attempt.sent() || due.attempt() >= ATTEMPTS
            ? null
            : clock.instant().plus(PAUSES.get(Math.min(due.attempt(), PAUSES.size()) - 1));
    try {
      outbox.settle(due.id(), attempt.sent(), attempt.status(), attempt.answer(), next);
    } catch (DataAccessException | TransactionException e) {
      log.debug("Delivery {} is sent again, its end could not be noted", due.id());
    }
    if (!attempt.sent() && next == null) {
      log.warn("Delivery {} is given up after {} attempts", due.id(), due.attempt());
    }
  }
}
