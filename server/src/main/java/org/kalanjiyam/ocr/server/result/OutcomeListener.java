package org.kalanjiyam.ocr.server.result;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.util.Locale;
import org.kalanjiyam.ocr.work.MalformedMessage;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.stereotype.Component;

/**
 * Takes outcomes from {@link WorkQueues#OUTCOMES} (text messages of {@link PageOutcome} as JSON),
 * one JMS transaction each around one SQL transaction: what fails here is delivered again. Metric
 * {@code kalanjiyam.outcomes} counts them by verdict.
 */
@Component
class OutcomeListener {
  private static final Logger log = LoggerFactory.getLogger(OutcomeListener.class);

  private final Outcomes outcomes;
  private final MeterRegistry metrics;

  OutcomeListener(Outcomes outcomes, MeterRegistry metrics) {
    this.outcomes = outcomes;
    this.metrics = metrics;
  }

  @JmsListener(
      destination = WorkQueues.OUTCOMES,
      containerFactory = "outcomeListeners",
      concurrency = "2")
  void take(Message message) throws JMSException {
    if (!(message instanceof TextMessage text)
        || message.getIntProperty(WorkQueues.VERSION_PROPERTY) != WorkCodec.VERSION) {
      log.warn("A message among the outcomes is not one, or of another release; it is ignored");
      count("foreign");
      return;
    }
    try {
      apply(WorkCodec.read(text.getText(), PageOutcome.class));
    } catch (MalformedMessage e) {
      log.warn("An outcome is not understood and ignored: {}", e.getMessage());
      count("foreign");
    }
  }

  private void apply(PageOutcome outcome) {
    try (var task = MDC.putCloseable("task", outcome.taskId().toString());
        var page = MDC.putCloseable("page", "" + outcome.page())) {
      Outcomes.Verdict verdict = outcomes.apply(outcome);
      count(verdict.name().toLowerCase(Locale.ROOT));
      switch (verdict) {
        case APPLIED -> log.debug("Outcome of page {} applied", outcome.page());
        case STALE ->
            log.info("Nobody waits for this outcome of page {}; it is ignored", outcome.page());
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
