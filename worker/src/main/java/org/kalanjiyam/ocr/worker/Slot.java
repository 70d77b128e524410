package org.kalanjiyam.ocr.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.work.MalformedMessage;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * One page at a time: taken from the engine's queue (text messages of {@link PageJob}) and its
 * outcome sent ({@link PageOutcome}) in one JMS transaction, so that a page is either reported or
 * delivered again, never lost.
 */
final class Slot implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Slot.class);

  /** Pages of servers of another release wait for workers of theirs. */
  private static final String OWN_RELEASE = WorkQueues.VERSION_PROPERTY + " = " + WorkCodec.VERSION;

  private static final long POLL_MILLIS = 500;
  private static final long TROUBLE_PAUSE_MILLIS = 1_000;

  private final Connection connection;
  private final String engine;
  private final PageReader reader;
  private final Supervision supervision;
  private final BooleanSupplier stopping;

  Slot(
      Connection connection,
      String engine,
      PageReader reader,
      Supervision supervision,
      BooleanSupplier stopping) {
    this.connection = connection;
    this.engine = engine;
    this.reader = reader;
    this.supervision = supervision;
    this.stopping = stopping;
  }

  @Override
  public void run() {
    try {
      while (!stopping.getAsBoolean()) {
        try (Session session = connection.createSession(Session.SESSION_TRANSACTED)) {
          work(session);
        } catch (JMSException e) {
          if (!stopping.getAsBoolean()) {
            log.warn("The broker is in trouble ({}); trying again", e.getMessage());
            Thread.sleep(TROUBLE_PAUSE_MILLIS);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Session session) throws JMSException, InterruptedException {
    Queue queue = session.createQueue(WorkQueues.pages(engine));
    MessageConsumer pages = session.createConsumer(queue, OWN_RELEASE);
    MessageProducer outcomes = session.createProducer(session.createQueue(WorkQueues.OUTCOMES));
    while (!stopping.getAsBoolean()) {
      Message message = pages.receive(POLL_MILLIS);
      if (message == null) {
        continue;
      }
      Optional<PageOutcome> outcome = read(message);
      if (outcome.isPresent()) {
        TextMessage text = session.createTextMessage(written(outcome.get()));
        text.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
        outcomes.send(text);
      }
      session.commit();
    }
  }

  /** An outcome that is larger than any is taken would never get through. */
  private static String written(PageOutcome outcome) {
    String text = WorkCodec.write(outcome);
    return text.length() <= WorkQueues.LARGEST_OUTCOME
        ? text
        : WorkCodec.write(
            new PageOutcome(
                    outcome.version(),
                    outcome.taskId(),
                    outcome.page(),
                    outcome.ticket(),
                    outcome.imageHash(),
                    outcome.worker(),
                    outcome.durationMillis(),
                    new Outcome.Rejected(
                        "result-too-large",
                        "What the engine found on the page is larger than can be kept."))
                .claimedBy(outcome.claim()));
  }

  private Optional<PageOutcome> read(Message message) throws JMSException, InterruptedException {
    PageJob job;
    try {
      job = WorkCodec.read(message.getBody(String.class), PageJob.class);
    } catch (MalformedMessage | MessageFormatException e) {
      log.error("A message among the pages is not one and is dropped: {}", e.getMessage());
      return Optional.empty();
    }
    supervision.begin(job);
    try (var task = MDC.putCloseable("task", job.taskId().toString());
        var page = MDC.putCloseable("page", Integer.toString(job.page()))) {
      return reader.read(job);
    } finally {
      supervision.end(job);
    }
  }
}
