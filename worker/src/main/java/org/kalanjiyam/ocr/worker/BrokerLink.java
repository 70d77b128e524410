package org.kalanjiyam.ocr.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.time.Duration;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the broker is reached. A lost connection is made again for ever; a page in work is then
 * rolled back by the broker and delivered to whoever is free. A worker that is frozen loses its
 * connection after {@value #TTL_MILLIS} ms.
 */
record BrokerLink(String url, @Nullable String user, @Nullable String password) {
  private static final int TTL_MILLIS = 10_000;
  private static final int CHECK_MILLIS = 3_000;
  private static final Duration NEWS = Duration.ofSeconds(5);
  private static final Logger log = LoggerFactory.getLogger(BrokerLink.class);

  /** With a password alone, the user is the one that all workers share. */
  static BrokerLink to(String url, Map<String, String> environment) {
    String password = environment.get("KALANJIYAM_BROKER_PASSWORD");
    String user = environment.get("KALANJIYAM_BROKER_USER");
    return new BrokerLink(url, user == null && password != null ? "worker" : user, password);
  }

  /**
   * Connects, however long that takes.
   *
   * @throws jakarta.jms.JMSSecurityException if the broker does not let this worker in
   */
  Connection connect() throws JMSException {
    // The window of 0 keeps a page at the broker until a slot asks for it.
    String options =
        "consumerWindowSize=0&reconnectAttempts=-1&initialConnectAttempts=-1&retryInterval=250"
            + "&retryIntervalMultiplier=1.5&maxRetryInterval=3000&callTimeout=10000"
            + "&connectionTTL=%d&clientFailureCheckPeriod=%d".formatted(TTL_MILLIS, CHECK_MILLIS);
    var factory = new ActiveMQConnectionFactory(url + (url.contains("?") ? "&" : "?") + options);
    Thread news = Thread.ofVirtual().start(this::sayThatItTakesLong);
    try {
      Connection connection = factory.createConnection(user, password);
      connection.start();
      return connection;
    } finally {
      news.interrupt();
    }
  }

  private void sayThatItTakesLong() {
    try {
      Thread.sleep(NEWS);
      log.warn("No broker answers at {} yet; it is tried until one does", url);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public String toString() {
    return "BrokerLink[" + url + "]";
  }
}
