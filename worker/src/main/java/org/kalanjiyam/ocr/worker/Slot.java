package org.kalanjiyam.ocr.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.kalanjiyam.ocr.work.MalformedMessage;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One page at a time: taken from the engine's queue (text messages of {@link PageJob}) and its
 * outcome sent ({@link PageOutcome}) in one JMS transaction, so that a page is either reported or
 * delivered again, never lost.
 */
final class Slot implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Slot.class);
  private static final long POLL_MILLIS = 500;
  private static final long REFUSAL_PAUSE_MILLIS = 5_000;
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
    MessageConsumer pages = session.createConsumer(session.createQueue(WorkQueues.pages(engine)));
    MessageProducer outcomes = session.createProducer(session.createQueue(WorkQueues.OUTCOMES));
    while (!stopping.getAsBoolean()) {
      Message message = pages.receive(POLL_MILLIS);
      if (message == null) {
        continue;
      }
      if (!isOurs(message)) {
        log.error("A page is of another release's format; install the same release everywhere");
        Thread.sleep(REFUSAL_PAUSE_MILLIS);
        session.rollback();
        continue;
      }
      Optional<PageOutcome> outcome = read((TextMessage) message);
      if (outcome.isPresent()) {
        TextMessage text = session.createTextMessage(WorkCodec.write(outcome.get()));
        text.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
        outcomes.send(text);
      }
      session.commit();
    }
  }

  private static boolean isOurs(Message message) throws JMSException {
    return message instanceof TextMessage
        && message.propertyExists(WorkQueues.VERSION_PROPERTY)
        && message.getIntProperty(WorkQueues.VERSION_PROPERTY) == WorkCodec.VERSION;
  }

  private Optional<PageOutcome> read(TextMessage message)
      throws JMSException, InterruptedException {
    PageJob job;
    try {
      job = WorkCodec.read(message.getText(), PageJob.class);
    } catch (MalformedMessage e) {
      log.error("A message among the pages is not one and is dropped: {}", e.getMessage());
      return Optional.empty();
    }
    supervision.begin(job);
    try {
      return reader.read(job);
    } finally {
      supervision.end(job);
    }
  }
}
