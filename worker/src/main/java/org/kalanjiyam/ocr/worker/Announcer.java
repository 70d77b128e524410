package org.kalanjiyam.ocr.worker;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.SharedLimit;
import org.kalanjiyam.ocr.work.MalformedMessage;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.kalanjiyam.ocr.work.WorkerOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says who this worker is and what it does ({@link WorkQueues#WORKERS}), and hears orders ({@link
 * WorkQueues#ORDERS}). Announces at least every {@link WorkQueues#ANNOUNCEMENT_SECONDS} seconds.
 */
final class Announcer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Announcer.class);
  private static final long LEAST_PAUSE_MILLIS = 200;
  private static final long LIVES_MILLIS = 10_000;
  private static final long DEAF_MILLIS = 800;
  private static final int DEAF = 6;

  private final Connection connection;
  private final WorkerIdentity identity;
  private final PagesInWork pages;
  private final @Nullable SharedLimit limit;
  private final Semaphore wake = new Semaphore(0);
  private final Thread thread =
      Thread.ofPlatform().daemon().name("announcer").unstarted(this::announceOften);

  Announcer(
      Connection connection,
      WorkerIdentity identity,
      PagesInWork pages,
      @Nullable SharedLimit limit) {
    this.connection = connection;
    this.identity = identity;
    this.pages = pages;
    this.limit = limit;
  }

  void start() throws JMSException {
    Session hearing = connection.createSession(Session.AUTO_ACKNOWLEDGE);
    hearing.createConsumer(hearing.createTopic(WorkQueues.ORDERS)).setMessageListener(this::hear);
    pages.onChange(wake::release);
    if (limit != null) {
      limit.onPause(wake::release);
    }
    wake.release();
    thread.start();
  }

  private void hear(Message message) {
    try {
      switch (WorkCodec.read(message.getBody(String.class), WorkerOrder.class)) {
        case WorkerOrder.Drop drop -> {
          if (pages.drop(drop.taskId()) && identity.provider().concurrency() == 1) {
            Thread.ofVirtual().start(this::endIfDeaf);
          }
        }
        case WorkerOrder.Announce announce -> wake.release();
        case WorkerOrder.Share share -> take(share);
      }
    } catch (JMSException | MalformedMessage e) {
      log.warn("An order is not understood and ignored: {}", e.getMessage());
    }
  }

  private void take(WorkerOrder.Share share) {
    if (limit != null && limit.name().equals(share.limit())) {
      limit.divideBy(share.processes());
      if (share.pausedUntil() != null) {
        limit.pauseUntil(share.pausedUntil());
      }
    }
  }

  private WorkerAnnouncement.@Nullable LimitUse limitUse() {
    return limit == null
        ? null
        : new WorkerAnnouncement.LimitUse(limit.name(), limit.pausedUntil().orElse(null));
  }

  /** An engine that does not listen (layout analysis asks nobody) costs its process. */
  private void endIfDeaf() {
    try {
      Thread.sleep(DEAF_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (pages.hasDropped()) {
      log.info("The engine does not let go of a page that nobody wants; its process ends");
      Runtime.getRuntime().halt(DEAF);
    }
  }

  private void announceOften() {
    while (!Thread.currentThread().isInterrupted()) {
      try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
        MessageProducer producer = producer(session);
        while (true) {
          announce(session, producer, false);
          Thread.sleep(LEAST_PAUSE_MILLIS);
          if (wake.tryAcquire(WorkQueues.ANNOUNCEMENT_SECONDS, TimeUnit.SECONDS)) {
            wake.drainPermits();
          }
        }
      } catch (JMSException e) {
        log.debug("Announced later: {}", e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static MessageProducer producer(Session session) throws JMSException {
    MessageProducer producer = session.createProducer(session.createTopic(WorkQueues.WORKERS));
    producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    producer.setTimeToLive(LIVES_MILLIS);
    return producer;
  }

  private void announce(Session session, MessageProducer producer, boolean leaving)
      throws JMSException {
    var announcement =
        new WorkerAnnouncement(
            WorkCodec.VERSION,
            identity.name(),
            identity.host(),
            identity.startedAt(),
            identity.software(),
            identity.provider().name(),
            identity.engineVersion(),
            identity.provider().paid(),
            identity.provider().concurrency(),
            identity.languages(),
            pages.now(),
            leaving,
            limitUse(),
            identity.predecessor());
    TextMessage message = session.createTextMessage(WorkCodec.write(announcement));
    message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
    producer.send(message);
  }

  /** Says farewell, so that nobody waits for this worker. */
  @Override
  public void close() {
    thread.interrupt();
    try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
      announce(session, producer(session), true);
    } catch (JMSException e) {
      log.debug("Left without farewell: {}", e.getMessage());
    }
  }
}
