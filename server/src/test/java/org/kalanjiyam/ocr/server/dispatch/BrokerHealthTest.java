package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;

class BrokerHealthTest {
  @TempDir Path folder;
  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();

  @BeforeEach
  void start() throws Exception {
    broker.setConfiguration(
        new ConfigurationImpl()
            .setSecurityEnabled(false)
            .setJournalDirectory(folder + "/journal")
            .setBindingsDirectory(folder + "/bindings")
            .setLargeMessagesDirectory(folder + "/large")
            .setPagingDirectory(folder + "/paging")
            .addAcceptorConfiguration("vm", "vm://8"));
    broker.start();
  }

  @AfterEach
  void stop() throws Exception {
    broker.stop();
  }

  @Test
  void aBrokerThatCarriesMessagesIsUp() {
    try (var connections = new ActiveMQConnectionFactory("vm://8")) {
      assertThat(new BrokerHealth(connections, new DeadLetters(connections)).health().getStatus())
          .isEqualTo(Status.UP);
    }
  }

  @Test
  void aBrokerWhoseJournalIsBrokenIsDownThoughItTakesConnections() throws Exception {
    broker.getActiveMQServer().getStorageManager().getMessageJournal().stop();

    try (var connections = new ActiveMQConnectionFactory("vm://8")) {
      assertThat(new BrokerHealth(connections, new DeadLetters(connections)).health().getStatus())
          .isEqualTo(Status.DOWN);
    }
  }
}
