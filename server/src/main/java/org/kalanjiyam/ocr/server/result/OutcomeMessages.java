package org.kalanjiyam.ocr.server.result;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kalanjiyam.ocr.server.task.LoggedPage;
import org.kalanjiyam.ocr.work.MalformedMessage;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Understands the messages among the outcomes: text messages of {@link PageOutcome} as JSON; others
 * are ignored. Metric {@code kalanjiyam.outcomes} counts them by verdict.
 */
@Component
class OutcomeMessages {
  private static final Logger log = LoggerFactory.getLogger(OutcomeMessages.class);

  private final Outcomes outcomes;
  private final MeterRegistry metrics;

  OutcomeMessages(Outcomes outcomes, MeterRegistry metrics) {
    this.outcomes = outcomes;
    this.metrics = metrics;
  }

  /** Applies the outcomes in the messages, all or none. */
  void apply(List<Message> messages) throws JMSException {
    List<PageOutcome> understood = new ArrayList<>();
    for (Message message : messages) {
      read(message).ifPresentOrElse(understood::add, () -> count("foreign"));
    }
    if (understood.isEmpty()) {
      return;
    }
    List<Outcomes.Verdict> verdicts = outcomes.apply(understood);
    for (int i = 0; i < verdicts.size(); i++) {
      tell(understood.get(i), verdicts.get(i));
    }
  }

  private static Optional<PageOutcome> read(Message message) throws JMSException {
    if (!(message instanceof TextMessage text)
        || message.getIntProperty(WorkQueues.VERSION_PROPERTY) != WorkCodec.VERSION) {
      log.warn("A message among the outcomes is not one, or of another release; it is ignored");
      return Optional.empty();
    }
    try {
      if (OutcomeSize.isTooLarge(message)) {
        log.warn("An outcome is larger than any page's and ignored unread");
        return Optional.empty();
      }
      return Optional.of(OutcomeCheck.read(text.getText()));
    } catch (MalformedMessage e) {
      log.warn("An outcome is not understood and ignored: {}", e.getMessage());
      return Optional.empty();
    }
  }

  /** Says that an outcome cannot be stored, of which page if that can be told. */
  void tellBuried(Message message, RuntimeException why) throws JMSException {
    Optional<PageOutcome> outcome = read(message);
    if (outcome.isEmpty()) {
      log.error("An outcome cannot be stored; it waits at {}", WorkQueues.DEAD, why);
      return;
    }
    int page = outcome.get().page();
    try (var logged = LoggedPage.of(outcome.get().taskId(), page)) {
      log.error(
          "The outcome of page {} cannot be stored; it waits at {}", page, WorkQueues.DEAD, why);
    }
  }

  private void tell(PageOutcome outcome, Outcomes.Verdict verdict) {
    count(verdict.name().toLowerCase(Locale.ROOT));
    try (var logged = LoggedPage.of(outcome.taskId(), outcome.page())) {
      switch (verdict) {
        case APPLIED -> log.debug("Outcome of page {} applied", outcome.page());
        case STALE ->
            log.info("Nobody waits for this outcome of page {}; it is ignored", outcome.page());
        case UNPROVEN ->
            log.warn(
                "The outcome of page {} is of somebody who was not given the page; it is refused",
                outcome.page());
        case WRONG_IMAGE ->
            log.warn(
                "The outcome is of another image than page {}'s; it is refused", outcome.page());
      }
    }
  }

  private void count(String verdict) {
    metrics.counter("kalanjiyam.outcomes", "verdict", verdict).increment();
  }
}
