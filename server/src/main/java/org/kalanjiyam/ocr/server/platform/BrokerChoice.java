package org.kalanjiyam.ocr.server.platform;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The broker of this site: how the server reaches it and how its workers do. */
record BrokerChoice(Map<String, String> properties, BrokerAddress forWorkers) {
  /** Without what is secret. */
  @Override
  public String toString() {
    return "BrokerChoice[" + forWorkers + "]";
  }

  static BrokerChoice of(SiteSettings.Broker broker, DataFolder folder) {
    return switch (broker) {
      case SiteSettings.Broker.At(BrokerAddress address) -> elsewhere(address);
      case SiteSettings.Broker.Embedded(String bind, int preferred) ->
          embedded(bind, preferred, folder);
    };
  }

  private static BrokerChoice elsewhere(BrokerAddress address) {
    Map<String, String> properties = new TreeMap<>();
    properties.put("kalanjiyam.broker.embedded", "false");
    properties.put("spring.artemis.broker-url", address.url());
    properties.put("spring.artemis.user", Objects.requireNonNullElse(address.user(), ""));
    properties.put("spring.artemis.password", Objects.requireNonNullElse(address.password(), ""));
    return new BrokerChoice(properties, address);
  }

  private static BrokerChoice embedded(String bind, int preferred, DataFolder folder) {
    int port = folder.port("broker", preferred);
    int local = folder.port("broker-local", 0);
    String server = folder.secret("broker-server");
    String worker = folder.secret("broker-worker");
    return new BrokerChoice(
        Map.of(
            "kalanjiyam.broker.embedded",
            "true",
            "kalanjiyam.broker.bind",
            bind,
            "kalanjiyam.broker.port",
            Integer.toString(port),
            "kalanjiyam.broker.local-port",
            Integer.toString(local),
            "kalanjiyam.broker.server-password",
            server,
            "kalanjiyam.broker.worker-password",
            worker,
            "spring.artemis.broker-url",
            EmbeddedBroker.IN_VM_URL,
            "spring.artemis.user",
            EmbeddedBroker.SERVER,
            "spring.artemis.password",
            server),
        new BrokerAddress("tcp://127.0.0.1:" + local, EmbeddedBroker.WORKER, worker));
  }
}
