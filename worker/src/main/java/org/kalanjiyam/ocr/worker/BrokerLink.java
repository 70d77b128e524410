package org.kalanjiyam.ocr.worker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;

/**
 * How the broker is reached. A lost connection is made again for ever; a page in work is then
 * rolled back by the broker and delivered to whoever is free. A worker that is frozen loses its
 * connection after {@value #TTL_MILLIS} ms.
 */
record BrokerLink(String url, @Nullable String user, @Nullable String password) {
  private static final int TTL_MILLIS = 10_000;
  private static final int CHECK_MILLIS = 3_000;

  static BrokerLink to(String url, Map<String, String> environment) {
    return new BrokerLink(
        url,
        environment.get("KALANJIYAM_BROKER_USER"),
        environment.get("KALANJIYAM_BROKER_PASSWORD"));
  }

  Connection connect() throws JMSException {
    // The window of 0 keeps a page at the broker until a slot asks for it.
    String options =
        "consumerWindowSize=0&reconnectAttempts=-1&initialConnectAttempts=-1&retryInterval=250"
            + "&retryIntervalMultiplier=1.5&maxRetryInterval=3000&callTimeout=10000"
            + "&connectionTTL=%d&clientFailureCheckPeriod=%d".formatted(TTL_MILLIS, CHECK_MILLIS);
    var factory = new ActiveMQConnectionFactory(url + (url.contains("?") ? "&" : "?") + options);
    Connection connection = factory.createConnection(user, password);
    connection.start();
    return connection;
  }
}
