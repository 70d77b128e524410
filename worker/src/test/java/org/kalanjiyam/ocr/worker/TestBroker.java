package org.kalanjiyam.ocr.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.kalanjiyam.ocr.work.PageJob;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.kalanjiyam.ocr.work.WorkerOrder;

/** A real broker in this JVM, and the server's side of the talk with workers. */
final class TestBroker implements AutoCloseable {
  final List<PageOutcome> outcomes = new CopyOnWriteArrayList<>();
  final List<WorkerAnnouncement> announcements = new CopyOnWriteArrayList<>();
  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
  private final String url;
  private final Connection connection;
  private final Session sending;

  TestBroker() throws Exception {
    url = "tcp://127.0.0.1:" + freePort();
    AddressSettings settings = new AddressSettings().setMaxDeliveryAttempts(-1);
    broker.setConfiguration(
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .addAcceptorConfiguration("core", url + "?protocols=CORE")
            .addAddressSetting("#", settings));
    broker.start();
    connection = new BrokerLink(url, null, null).connect();
    listen(WorkQueues.OUTCOMES, false);
    listen(WorkQueues.WORKERS, true);
    sending = connection.createSession(Session.AUTO_ACKNOWLEDGE);
  }

  private void listen(String address, boolean topic) throws JMSException {
    Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
    MessageConsumer consumer =
        session.createConsumer(topic ? session.createTopic(address) : session.createQueue(address));
    consumer.setMessageListener(
        message -> {
          try {
            String text = message.getBody(String.class);
            if (message.getIntProperty(WorkQueues.VERSION_PROPERTY) != WorkCodec.VERSION) {
              throw new AssertionError("A message without its version");
            }
            if (topic) {
              announcements.add(WorkCodec.read(text, WorkerAnnouncement.class));
            } else {
              outcomes.add(WorkCodec.read(text, PageOutcome.class));
            }
          } catch (JMSException e) {
            throw new AssertionError(e);
          }
        });
  }

  String url() {
    return url;
  }

  void send(PageJob job) throws JMSException {
    send(job.engine(), WorkCodec.write(job), WorkCodec.VERSION);
  }

  void send(String engine, String body, int version) throws JMSException {
    MessageProducer producer =
        sending.createProducer(sending.createQueue(WorkQueues.pages(engine)));
    TextMessage message = sending.createTextMessage(body);
    message.setIntProperty(WorkQueues.VERSION_PROPERTY, version);
    producer.send(message);
    producer.close();
  }

  void order(WorkerOrder order) throws JMSException {
    MessageProducer producer = sending.createProducer(sending.createTopic(WorkQueues.ORDERS));
    producer.send(sending.createTextMessage(WorkCodec.write(order)));
    producer.close();
  }

  /** Pages that are neither done nor given up, those in work included. */
  long pagesLeft() throws Exception {
    var queue = broker.getActiveMQServer().locateQueue(WorkQueues.pages("scripted"));
    return queue == null ? 0 : queue.getMessageCount();
  }

  /** Throws away the pages that nobody has in work. */
  void purge() throws Exception {
    var queue = broker.getActiveMQServer().locateQueue(WorkQueues.pages("scripted"));
    if (queue != null) {
      queue.deleteAllReferences();
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    connection.close();
    broker.stop();
  }
}
