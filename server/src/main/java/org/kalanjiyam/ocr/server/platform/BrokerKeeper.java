package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.nio.file.Files;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Starts the embedded broker again on its journal after it stopped itself, as it does when a write
 * fails: a full disk costs a pause and no page.
 */
@Component
@ConditionalOnBooleanProperty("kalanjiyam.broker.embedded")
class BrokerKeeper {
  private static final Logger log = LoggerFactory.getLogger(BrokerKeeper.class);

  private final EmbeddedActiveMQ broker;
  private final BrokerSettings settings;
  private boolean down;
  private boolean closing;

  BrokerKeeper(EmbeddedActiveMQ broker, BrokerSettings settings) {
    this.broker = broker;
    this.settings = settings;
  }

  @Scheduled(fixedDelay = 2000)
  synchronized void look() {
    if (closing || broker.getActiveMQServer().isActive()) {
      return;
    }
    if (!down) {
      log.error(
          "The embedded broker has stopped, since it could not write to {}; it is started again"
              + " once there is room",
          settings.journal());
      down = true;
    }
    try {
      if (hasRoom()) {
        startAgain();
        log.info("The embedded broker runs again");
        down = false;
      }
    } catch (Exception e) {
      log.warn("The embedded broker does not start yet: {}", e.toString());
    }
  }

  @EventListener(ContextClosedEvent.class)
  synchronized void close() {
    closing = true;
  }

  private boolean hasRoom() throws IOException {
    long free = Files.getFileStore(settings.journal()).getUsableSpace();
    return free > EmbeddedBroker.FREE_DISK_BYTES;
  }

  private void startAgain() throws Exception {
    broker.stop();
    broker.setConfiguration(EmbeddedBroker.configuration(settings));
    broker.start();
  }
}
