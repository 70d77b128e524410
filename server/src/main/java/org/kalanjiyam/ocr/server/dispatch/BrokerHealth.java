package org.kalanjiyam.ocr.server.dispatch;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.jms.JmsException;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.stereotype.Component;

/**
 * Whether the broker really carries messages: a durable one goes into {@code kalanjiyam.health} and
 * comes out again. A broker whose journal is broken or whose disk is full fails this, though it
 * accepts connections; a sender that it holds up counts as a failure after {@link #PATIENCE}.
 */
@Component("broker")
class BrokerHealth implements HealthIndicator {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final long RECEIVE_MILLIS = 1000;
  private static final String QUEUE = "kalanjiyam.health";

  private final JmsTemplate jms;
  private final DeadLetters dead;

  BrokerHealth(ConnectionFactory connections, DeadLetters dead) {
    this.dead = dead;
    this.jms = new JmsTemplate(connections);
    this.jms.setSessionTransacted(true);
  }

  @Override
  public Health health() {
    var trip = new FutureTask<>(() -> jms.execute(BrokerHealth::roundTrip, true));
    Thread.ofVirtual().name("broker-health").start(trip);
    try {
      return Boolean.TRUE.equals(trip.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
          ? Health.up().withDetail("deadLetters", dead.count()).build()
          : Health.down().withDetail("reason", "A message went in and did not come out").build();
    } catch (TimeoutException e) {
      trip.cancel(true);
      return Health.down().withDetail("reason", "The broker does not take messages").build();
    } catch (ExecutionException e) {
      return Health.down(e.getCause() instanceof JmsException jmsFailure ? jmsFailure : e).build();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Health.unknown().build();
    }
  }

  private static Boolean roundTrip(Session session) throws JMSException {
    var queue = session.createQueue(QUEUE);
    try (MessageProducer producer = session.createProducer(queue);
        MessageConsumer consumer = session.createConsumer(queue)) {
      producer.setDeliveryMode(DeliveryMode.PERSISTENT);
      producer.send(session.createMessage());
      session.commit();
      boolean came = consumer.receive(RECEIVE_MILLIS) != null;
      session.commit();
      return came;
    }
  }
}
