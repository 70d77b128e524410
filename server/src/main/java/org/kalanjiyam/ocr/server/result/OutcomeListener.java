package org.kalanjiyam.ocr.server.result;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes outcomes from {@link WorkQueues#OUTCOMES}: those that have come, at most {@value #MOST}, in
 * one JMS transaction around one SQL transaction; what fails here is delivered again. A batch that
 * failed comes again page by page, so that one outcome that cannot be stored holds up no other. One
 * thread of its own; connects again by itself.
 */
@Component
class OutcomeListener implements SmartLifecycle {
  private static final Logger log = LoggerFactory.getLogger(OutcomeListener.class);
  private static final int MOST = 100;
  private static final int MOST_DELIVERIES = 5;
  private static final long PATIENCE_MILLIS = 1000;

  /** Whatever comes so soon after another outcome is taken with it. */
  private static final long SOON_MILLIS = 3;

  /** While outcomes come this close, each waits a little, so that it is stored with others. */
  private static final long BUSY_MILLIS = 100;

  private static final long GATHER_MILLIS = 15;
  private static final long NANOS_A_MILLI = 1_000_000;

  private final ConnectionFactory connections;
  private final OutcomeMessages messages;
  private volatile boolean running;
  private volatile Thread thread = Thread.ofPlatform().unstarted(() -> {});

  /** Whom the thread waits at, so that a stop need not wait for it. */
  private volatile @Nullable MessageConsumer listening;

  /** So many outcomes are taken one by one, since together they failed. */
  private int alone;

  /** The last batch was as large as any, so that the next is there already. */
  private boolean moreWait;

  private long lastCameNanos = System.nanoTime() - BUSY_MILLIS * NANOS_A_MILLI;

  OutcomeListener(ConnectionFactory connections, OutcomeMessages messages) {
    this.connections = connections;
    this.messages = messages;
  }

  private void run() {
    while (running) {
      try (Connection connection = connections.createConnection();
          Session session = connection.createSession(Session.SESSION_TRANSACTED);
          MessageConsumer outcomes =
              session.createConsumer(session.createQueue(WorkQueues.OUTCOMES))) {
        connection.start();
        listening = outcomes;
        while (running) {
          takeSome(session, outcomes);
        }
      } catch (JMSException e) {
        log.debug("Outcomes are taken later: {}", e.getMessage());
        pause();
      }
    }
  }

  private void takeSome(Session session, MessageConsumer outcomes) throws JMSException {
    List<Message> batch = receive(outcomes);
    if (batch.isEmpty()) {
      return;
    }
    try {
      messages.apply(batch);
    } catch (RuntimeException e) {
      if (batch.size() == 1 && !isPassing(e) && deliveries(batch.getFirst()) >= MOST_DELIVERIES) {
        bury(session, batch.getFirst(), e);
        return;
      }
      session.rollback();
      alone = batch.size() == 1 ? alone : batch.size();
      if (running) {
        log.warn(
            "{} outcomes could not be stored and come again: {}", batch.size(), e.getMessage());
      }
      return;
    }
    session.commit();
    alone = Math.max(0, alone - 1);
  }

  /** Whether it may well work later, however long that takes: the database is away. */
  private static boolean isPassing(RuntimeException e) {
    return e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException
        || e instanceof DataAccessResourceFailureException
        || e instanceof TransactionException;
  }

  private static int deliveries(Message message) throws JMSException {
    return message.getIntProperty("JMSXDeliveryCount");
  }

  private void bury(Session session, Message outcome, RuntimeException why) throws JMSException {
    messages.tellBuried(outcome, why);
    try (MessageProducer dead = session.createProducer(session.createQueue(WorkQueues.DEAD))) {
      dead.send(outcome);
    }
    session.commit();
  }

  private List<Message> receive(MessageConsumer outcomes) throws JMSException {
    List<Message> batch = new ArrayList<>();
    Message next = outcomes.receive(PATIENCE_MILLIS);
    if (next == null) {
      return batch;
    }
    long came = System.nanoTime();
    boolean busy = came - lastCameNanos < BUSY_MILLIS * NANOS_A_MILLI;
    lastCameNanos = came;
    if (busy && alone == 0 && !moreWait) {
      sleep(GATHER_MILLIS);
    }
    while (next != null) {
      batch.add(next);
      next = alone > 0 || batch.size() == MOST ? null : outcomes.receive(busy ? 1 : SOON_MILLIS);
    }
    moreWait = batch.size() == MOST;
    return batch;
  }

  private void pause() {
    sleep(PATIENCE_MILLIS);
  }

  private void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().name("outcomes").daemon().start(this::run);
  }

  @Override
  public void stop() {
    running = false;
    MessageConsumer waiting = listening;
    try {
      if (waiting != null) {
        waiting.close(); // whoever waits gets nothing, at once; what was taken is still committed
      }
    } catch (JMSException e) {
      log.debug("The connection was lost before", e);
    }
    try {
      thread.join(2 * PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
