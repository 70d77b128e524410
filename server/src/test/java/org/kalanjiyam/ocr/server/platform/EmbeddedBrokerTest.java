package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerTest {
  private static final int IN_VM_ID = 7;
  private static final String PAGES = "kalanjiyam.pages.tesseract";
  private static final String OUTCOMES = "kalanjiyam.outcomes";

  @TempDir Path parent;
  private final int port = Ports.free();
  private EmbeddedActiveMQ broker;

  @BeforeEach
  void start() throws Exception {
    broker = started();
  }

  @AfterEach
  void stop() throws Exception {
    broker.stop();
  }

  @Test
  void aStrangerIsTurnedAway() {
    assertThatThrownBy(() -> inSession("worker", "guessed", session -> {}))
        .isInstanceOf(ActiveMQException.class)
        .hasMessageContaining("AMQ229031");
  }

  @Test
  void aWorkerTakesPagesAndGivesOutcomes() {
    assertThatCode(() -> inSession("server", "s", session -> send(session, PAGES)))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                inSession(
                    "worker",
                    "w",
                    session -> {
                      assertThat(take(session, PAGES)).isTrue();
                      send(session, OUTCOMES);
                    }))
        .doesNotThrowAnyException();
  }

  @Test
  void aWorkerCannotLookWhichPagesWait() {
    assertDenied(session -> session.createConsumer(PAGES, true));
    assertDenied(session -> session.createConsumer(OUTCOMES, true));
  }

  @Test
  void aWorkerHearsOrders() {
    assertThatCode(
            () ->
                inSession(
                    "worker",
                    "w",
                    session ->
                        session.createQueue(
                            QueueConfiguration.of("mine")
                                .setAddress("kalanjiyam.orders")
                                .setRoutingType(RoutingType.MULTICAST)
                                .setDurable(false)
                                .setTemporary(true))))
        .doesNotThrowAnyException();
  }

  @Test
  void aWorkerCanDoNothingElse() {
    assertDenied(session -> send(session, PAGES));
    assertDenied(session -> take(session, OUTCOMES));
    assertDenied(session -> send(session, "kalanjiyam.orders"));
    assertDenied(session -> session.createQueue(QueueConfiguration.of("kalanjiyam.pages.mine")));
    assertDenied(session -> session.createQueue(QueueConfiguration.of("elsewhere")));
    assertDenied(session -> send(session, "activemq.management"));
  }

  @Test
  void aMessageThatIsLargerThanAnyOutcomeIsRefusedAndTheNextIsTaken() throws Exception {
    assertThatThrownBy(
            () ->
                inSession(
                    "worker",
                    "w",
                    session -> {
                      ClientMessage message = session.createMessage(true);
                      message.getBodyBuffer().writeBytes(new byte[70 << 20]);
                      try (var producer = session.createProducer(OUTCOMES)) {
                        producer.send(message);
                      }
                    }))
        .isInstanceOf(ActiveMQException.class)
        .hasMessageContaining("is not taken");
    inSession("worker", "w", session -> send(session, OUTCOMES));
    inSession("server", "s", session -> assertThat(take(session, OUTCOMES)).isTrue());
  }

  @Test
  void whatWasSentIsThereAfterARestart() throws Exception {
    inSession("server", "s", session -> send(session, PAGES));

    broker.stop();
    broker = started();

    inSession("worker", "w", session -> assertThat(take(session, PAGES)).isTrue());
  }

  @Test
  void aJournalOfLargerFilesThanAreUsualNowIsGoneOnWith() throws Exception {
    broker.stop();
    var older = new EmbeddedActiveMQ();
    older.setConfiguration(
        EmbeddedBroker.configuration(settings())
            .setJournalFileSize(8 << 20)
            .setSecurityEnabled(false));
    older.start();
    byte[] most = new byte[90_000];
    inSession(
        "",
        "",
        session -> {
          try (var producer = session.createProducer(PAGES)) {
            for (int i = 0; i < 60; i++) {
              ClientMessage message = session.createMessage(true);
              message.getBodyBuffer().writeBytes(most);
              producer.send(message);
            }
          }
        });
    older.stop();
    broker = started();

    inSession(
        "server",
        "s",
        session -> {
          for (int i = 0; i < 60; i++) {
            assertThat(take(session, PAGES)).as("message %s", i).isTrue();
          }
        });
  }

  private EmbeddedActiveMQ started() throws Exception {
    return new EmbeddedBroker().artemis(settings(), event -> {});
  }

  private BrokerSettings settings() {
    return new BrokerSettings(
        true, "127.0.0.1", port, 0, null, null, IN_VM_ID, parent.resolve("broker"), "s", "w");
  }

  private void assertDenied(InSession work) {
    assertThatThrownBy(() -> inSession("worker", "w", work))
        .isInstanceOf(ActiveMQException.class)
        .hasMessageContaining("does not have permission");
  }

  private interface InSession {
    void use(ClientSession session) throws Exception;
  }

  private void inSession(String user, String password, InSession work) throws Exception {
    try (ServerLocator locator =
            ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port + "?useEpoll=false");
        var factory = locator.createSessionFactory();
        var session = factory.createSession(user, password, false, true, true, false, 0)) {
      session.start();
      work.use(session);
    }
  }

  private static void send(ClientSession session, String address) throws ActiveMQException {
    try (var producer = session.createProducer(address)) {
      producer.send(session.createMessage(true));
    }
  }

  private static boolean take(ClientSession session, String queue) throws ActiveMQException {
    try (var consumer = session.createConsumer(queue)) {
      var message = consumer.receive(TimeUnit.SECONDS.toMillis(5));
      if (message != null) {
        message.acknowledge();
      }
      return message != null;
    }
  }
}
