package org.kalanjiyam.ocr.server.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.work.PageOutcome;
import org.kalanjiyam.ocr.work.WorkCodec;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.LoggerFactory;

/** The way from a real broker's queue to where outcomes are stored: gathered, and each once. */
@Timeout(60)
class OutcomeListenerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final UUID TASK = UUID.randomUUID();
  private static final Logger BROKERS_LOG = (Logger) LoggerFactory.getLogger("org.apache.activemq");
  private static final EmbeddedActiveMQ BROKER = new EmbeddedActiveMQ();

  private final Stored stored = new Stored();
  private OutcomeListener listener;
  private ActiveMQConnectionFactory connections;
  private Connection connection;
  private Session session;
  private MessageProducer outcomes;

  /** Stands in for SQL: what was stored, batch by batch; what comes again is stale, as there. */
  private static final class Stored extends Outcomes {
    final List<List<Integer>> batches = new CopyOnWriteArrayList<>();
    volatile @Nullable CountDownLatch holds;
    volatile int cannotStore = -1;

    @SuppressWarnings("NullAway") // nothing of it is used
    Stored() {
      super(null, null, null, null, null, null, null, null);
    }

    @Override
    public List<Verdict> apply(List<PageOutcome> some) {
      List<Integer> pages = some.stream().map(one -> one.page() - 1).toList();
      if (pages.contains(cannotStore)) {
        throw new IllegalArgumentException("nobody can store " + cannotStore);
      }
      batches.add(pages.stream().filter(page -> !pages().contains(page)).toList());
      CountDownLatch until = holds;
      if (until != null) {
        try {
          until.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return Collections.nCopies(some.size(), Verdict.APPLIED);
    }

    List<Integer> pages() {
      return batches.stream().flatMap(List::stream).toList();
    }
  }

  @BeforeAll
  static void startBroker() throws Exception {
    BROKERS_LOG.setLevel(Level.WARN);
    BROKER.setConfiguration(
        new ConfigurationImpl()
            .setSecurityEnabled(false)
            .setPersistenceEnabled(false)
            .addAddressSetting("#", new AddressSettings().setMaxDeliveryAttempts(-1))
            .addAcceptorConfiguration("vm", "vm://9"));
    BROKER.start();
  }

  @AfterAll
  static void stopBroker() throws Exception {
    BROKER.stop();
    BROKERS_LOG.setLevel(null);
  }

  @BeforeEach
  void start() throws JMSException {
    connections = new ActiveMQConnectionFactory("vm://9");
    listener = listener();
    connection = connections.createConnection();
    connection.start();
    session = connection.createSession(Session.SESSION_TRANSACTED);
    outcomes = session.createProducer(session.createQueue(WorkQueues.OUTCOMES));
    listener.start();
    send(0);
    waiting().until(() -> stored.pages().contains(0));
  }

  @AfterEach
  void stop() throws JMSException {
    listener.stop();
    connection.close();
    connections.close();
  }

  @Test
  void outcomesThatComeFastAreTakenTogether() throws Exception {
    int pairs = 0;
    int together = 0;
    for (int page = 1; page < 40; page += 2) {
      send(page);
      long first = System.nanoTime();
      Thread.sleep(5);
      send(page + 1);
      long apart = System.nanoTime() - first;
      int second = page + 1;
      waiting().until(() -> stored.pages().contains(second));
      if (apart < 12_000_000) { // on a busy machine they are further apart than is waited
        pairs++;
        together += stored.batches.contains(List.of(page, second)) ? 1 : 0;
      }
    }
    assertEachOnce(IntStream.rangeClosed(0, 40));
    assumeThat(pairs).isGreaterThan(4);
    assertThat(together).as("of " + pairs).isGreaterThan(pairs / 2);
  }

  @Test
  void theFirstAfterASilenceDoesNotWait() throws Exception {
    Thread.sleep(120);
    long sent = System.nanoTime();
    send(1);
    waiting().until(() -> has(1));
    assertThat(Duration.ofNanos(System.nanoTime() - sent)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void aStopWhileSomeAreGatheredLosesNone() throws Exception {
    int page = 0;
    for (int stop = 0; stop < 5; stop++) {
      for (int n = 0; n < 4; n++) {
        send(++page);
      }
      Thread.sleep(2 + 3L * stop); // within the time for which the first of them waits
      listener.stop();
      listener = listener();
      listener.start();
      send(++page);
      int last = page;
      waiting().until(() -> has(last));
    }
    int all = page;
    waiting().until(() -> stored.pages().size() > all);
    assertEachOnce(IntStream.rangeClosed(0, all));
    assertThat(waiting(WorkQueues.OUTCOMES)).isZero();
  }

  @Test
  void whatIsBeingStoredAtAStopIsCommittedAndTheRestComesAgain() throws Exception {
    CountDownLatch until = new CountDownLatch(1);
    stored.holds = until;
    send(1);
    waiting().until(() -> has(1));
    for (int page = 2; page <= 6; page++) {
      send(page);
    }
    Thread stopping = Thread.ofVirtual().start(listener::stop);
    waiting().until(() -> !listener.isRunning());
    stored.holds = null;
    until.countDown();
    stopping.join();
    assertThat(waiting(WorkQueues.OUTCOMES)).isEqualTo(5);

    listener = listener();
    listener.start();

    waiting().until(() -> stored.pages().size() == 7);
    assertEachOnce(IntStream.rangeClosed(0, 6));
  }

  @Test
  void oneThatCannotBeStoredIsPutAsideAfterFiveTimesAndHoldsUpNoOther() throws Exception {
    stored.cannotStore = 3;
    for (int page = 1; page <= 6; page++) {
      outcomes.send(message(page));
    }
    session.commit();

    waiting().until(() -> waiting(WorkQueues.DEAD) == 1);
    waiting().until(() -> stored.pages().size() == 6);
    assertEachOnce(IntStream.of(0, 1, 2, 4, 5, 6));
    assertThat(waiting(WorkQueues.OUTCOMES)).isZero();
  }

  private OutcomeListener listener() {
    return new OutcomeListener(connections, new OutcomeMessages(stored, new SimpleMeterRegistry()));
  }

  /** Looks often: while outcomes come less than 100 ms apart they are gathered. */
  private static ConditionFactory waiting() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2));
  }

  private boolean has(int page) {
    return stored.pages().contains(page);
  }

  private void assertEachOnce(IntStream pages) {
    assertThat(stored.pages()).containsExactlyInAnyOrderElementsOf(pages.boxed().toList());
  }

  private void send(int page) throws JMSException {
    outcomes.send(message(page));
    session.commit();
  }

  private jakarta.jms.Message message(int page) throws JMSException {
    var outcome =
        new PageOutcome(
            WorkCodec.VERSION,
            TASK,
            page + 1,
            1,
            "hash",
            "w",
            10,
            new Outcome.Interrupted("stopping", "The worker had to stop."));
    var message = session.createTextMessage(WorkCodec.write(outcome));
    message.setIntProperty(WorkQueues.VERSION_PROPERTY, WorkCodec.VERSION);
    return message;
  }

  private int waiting(String name) throws JMSException {
    try (QueueBrowser browser = session.createBrowser(session.createQueue(name))) {
      return Collections.list(browser.getEnumeration()).size();
    }
  }
}
