package org.kalanjiyam.ocr.server.dispatch;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.LoggedPage;
import org.kalanjiyam.ocr.server.task.PageFlow;
import org.kalanjiyam.ocr.server.task.TaskChanged;
import org.kalanjiyam.ocr.server.task.TaskChanged.Change;
import org.kalanjiyam.ocr.work.MalformedMessage;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.kalanjiyam.ocr.work.WorkerOrder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jms.JmsException;
import org.springframework.jms.annotation.JmsListener;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The two topics between servers and workers: announcements in ({@link WorkQueues#WORKERS}), orders
 * out ({@link WorkQueues#ORDERS}); both non-persistent, so any of them may be lost.
 */
@Component
class WorkerChannel {
  private static final Logger log = LoggerFactory.getLogger(WorkerChannel.class);
  private static final long ORDER_LIVES_MILLIS = 30_000;

  private final Workers workers;
  private final Dispatcher dispatcher;
  private final PageFlow flow;
  private final LimitShares shares;
  private final JmsTemplate orders;

  WorkerChannel(
      Workers workers,
      Dispatcher dispatcher,
      PageFlow flow,
      LimitShares shares,
      ConnectionFactory connections) {
    this.workers = workers;
    this.shares = shares;
    this.dispatcher = dispatcher;
    this.flow = flow;
    this.orders = new JmsTemplate(connections);
    this.orders.setPubSubDomain(true);
    this.orders.setExplicitQosEnabled(true);
    this.orders.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
    this.orders.setTimeToLive(ORDER_LIVES_MILLIS);
  }

  @JmsListener(destination = WorkQueues.WORKERS, containerFactory = "topicListeners")
  void hear(Message message) throws JMSException {
    int version = message.getIntProperty(WorkQueues.VERSION_PROPERTY);
    if (version != WorkCodec.VERSION) {
      log.warn(
          "A worker speaks version {} of the work messages, this server {}: it gets no pages;"
              + " install the same release on both",
          version,
          WorkCodec.VERSION);
      return;
    }
    try {
      String body = message.getBody(String.class);
      WorkerAnnouncement announcement = WorkCodec.read(body, WorkerAnnouncement.class);
      if (workers.hear(announcement)) {
        blame(announcement.predecessor());
        dispatcher.nudge();
      }
      shares.after(announcement).ifPresent(this::give);
    } catch (MalformedMessage e) {
      log.warn("An announcement is not understood and ignored: {}", e.getMessage());
    }
  }

  private void blame(WorkerAnnouncement.@Nullable Predecessor dead) {
    if (dead == null) {
      return;
    }
    for (PageFlow.Suspect suspect : flow.suspects(dead.worker())) {
      try (var logged = LoggedPage.of(suspect.taskId(), suspect.page())) {
        log.warn(
            "Worker {} {} on page {} of task {}",
            dead.worker(),
            dead.how(),
            suspect.page(),
            suspect.taskId());
      }
      flow.blame(suspect, dead.how());
    }
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(TaskChanged event) {
    if (event.change() == Change.CANCELLED) {
      give(new WorkerOrder.Drop(event.task().id()));
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void askWhoIsThere() {
    give(new WorkerOrder.Announce());
  }

  private void give(WorkerOrder order) {
    try {
      orders.send(
          WorkQueues.ORDERS,
          session -> {
            var message = session.createTextMessage(WorkCodec.write(order));
            message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
            return message;
          });
    } catch (JmsException e) {
      log.warn(
          "Workers were not told {}: {}; their pages end by themselves", order, e.getMessage());
    }
  }
}
