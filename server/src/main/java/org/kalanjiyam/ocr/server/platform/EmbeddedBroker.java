package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.invm.InVMAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * The broker inside this server: durable, its journal in the data folder, one acceptor (CORE
 * protocol) for workers, with TLS if there is a certificate, one for the workers of this machine,
 * an in-VM one for the server itself.
 *
 * <p>Two users. The server may do everything below {@code kalanjiyam.}. A worker takes pages, hears
 * orders, gives outcomes and announcements, and can do nothing else.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("kalanjiyam.broker.embedded")
class EmbeddedBroker {
  /** The server's user. */
  static final String SERVER = "server";

  /** The user of all workers. */
  static final String WORKER = "worker";

  /** The server's own way in. */
  static final String IN_VM_URL = "vm://0";

  private static final String LOOPBACK = "127.0.0.1";
  private static final String EVERYTHING = "kalanjiyam.#";
  private static final String PAGES = WorkQueues.pages("*");
  private static final String DEAD = WorkQueues.DEAD;
  private static final long DEAD_KEPT = 1000;
  static final long FREE_DISK_BYTES = 64L << 20;
  private static final long MEMORY_BYTES = 64L << 20;

  /** Two or more, which a start reads to their last byte. Larger messages have their own files. */
  private static final int JOURNAL_FILE_BYTES = 2 << 20;

  private static final long START_SECONDS = 60;

  /** Started when it is made; a journal that cannot be read fails the start of the server. */
  @Bean(destroyMethod = "stop")
  EmbeddedActiveMQ artemis(BrokerSettings settings, ApplicationEventPublisher events)
      throws Exception {
    var artemis = new EmbeddedActiveMQ();
    artemis.setConfiguration(configuration(settings));
    artemis.setSecurityManager(users(settings));
    artemis.start();
    if (!artemis.getActiveMQServer().waitForActivation(START_SECONDS, TimeUnit.SECONDS)
        || !artemis.getActiveMQServer().isActive()) {
      throw new StartRefused(
          "The embedded broker did not start on its journal " + settings.journal());
    }
    events.publishEvent(new BrokerStarted(this));
    return artemis;
  }

  static Configuration configuration(BrokerSettings settings) throws Exception {
    String journal = settings.journal().toString();
    Configuration configuration =
        new ConfigurationImpl()
            .setName("kalanjiyam")
            .setPersistenceEnabled(true)
            .setJournalType(JournalType.NIO)
            .setJournalFileSize(JOURNAL_FILE_BYTES)
            .setBindingsDirectory(journal + "/bindings")
            .setJournalDirectory(journal + "/journal")
            .setLargeMessagesDirectory(journal + "/large")
            .setPagingDirectory(journal + "/paging")
            .setSecurityEnabled(true)
            .setJMXManagementEnabled(false)
            .setMessageCounterEnabled(false)
            .setGlobalMaxSize(MEMORY_BYTES)
            .setMinDiskFree(FREE_DISK_BYTES)
            .addAcceptorConfiguration(
                new TransportConfiguration(
                    InVMAcceptorFactory.class.getName(),
                    Map.of("serverId", Integer.toString(settings.inVmId()))))
            .addAcceptorConfiguration(
                acceptor("workers", settings.bind(), settings.port(), tls(settings)));
    if (settings.localPort() > 0) {
      configuration.addAcceptorConfiguration(
          acceptor("local-workers", LOOPBACK, settings.localPort(), Map.of()));
    }
    configuration.registerBrokerPlugin(new MessageSizeLimit());
    addresses(configuration);
    roles(configuration);
    return configuration;
  }

  private static TransportConfiguration acceptor(
      String name, String host, int port, Map<String, Object> tls) {
    Map<String, Object> options = new HashMap<>(tls);
    options.put(TransportConstants.HOST_PROP_NAME, host);
    options.put(TransportConstants.PORT_PROP_NAME, port);
    options.put(TransportConstants.PROTOCOLS_PROP_NAME, "CORE");
    options.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
    options.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
    return new TransportConfiguration(NettyAcceptorFactory.class.getName(), options, name);
  }

  private static Map<String, Object> tls(BrokerSettings settings) {
    if (settings.keystore() == null) {
      return Map.of();
    }
    if (!Files.isReadable(settings.keystore())) {
      throw new StartRefused(
          "KALANJIYAM_BROKER_KEYSTORE names a file that cannot be read: " + settings.keystore());
    }
    return Map.of(
        TransportConstants.SSL_ENABLED_PROP_NAME,
        true,
        TransportConstants.KEYSTORE_TYPE_PROP_NAME,
        "PKCS12",
        TransportConstants.KEYSTORE_PATH_PROP_NAME,
        settings.keystore().toString(),
        TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
        Objects.requireNonNullElse(settings.keystorePassword(), ""));
  }

  /** How often a page was tried is counted in SQL, so the broker itself never gives up on one. */
  private static void addresses(Configuration configuration) {
    configuration.addAddressSetting(
        EVERYTHING,
        new AddressSettings()
            .setMaxDeliveryAttempts(-1)
            .setDeadLetterAddress(SimpleString.of(DEAD))
            .setExpiryAddress(SimpleString.of(DEAD))
            .setAutoDeleteQueues(false)
            .setAutoDeleteAddresses(false));
    configuration.addAddressSetting(
        WorkQueues.OUTCOMES,
        new AddressSettings()
            .setMaxDeliveryAttempts(-1)
            .setRedeliveryDelay(500)
            .setRedeliveryMultiplier(2)
            .setMaxRedeliveryDelay(10_000)
            .setDeadLetterAddress(SimpleString.of(DEAD))
            .setExpiryAddress(SimpleString.of(DEAD)));
    queue(configuration, QueueConfiguration.of(DEAD).setRingSize(DEAD_KEPT));
    queue(configuration, QueueConfiguration.of(WorkQueues.OUTCOMES));
    ServiceLoader.load(OcrEngineProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .map(engine -> QueueConfiguration.of(WorkQueues.pages(engine.name())))
        .forEach(pages -> queue(configuration, pages));
    topic(configuration, WorkQueues.WORKERS);
    topic(configuration, WorkQueues.ORDERS);
  }

  private static void queue(Configuration configuration, QueueConfiguration queue) {
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(queue.getName().toString())
            .addRoutingType(RoutingType.ANYCAST)
            .addQueueConfiguration(queue.setRoutingType(RoutingType.ANYCAST).setDurable(true)));
  }

  private static void topic(Configuration configuration, String name) {
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration().setName(name).addRoutingType(RoutingType.MULTICAST));
  }

  private static void roles(Configuration configuration) {
    Role server = new Role(SERVER, true, true, true, true, true, true, true, true, true, true);
    configuration.putSecurityRoles("#", Set.of(server));
    allow(configuration, PAGES, server, Worker.TAKES);
    allow(configuration, WorkQueues.OUTCOMES, server, Worker.GIVES);
    allow(configuration, WorkQueues.WORKERS, server, Worker.GIVES);
    allow(configuration, WorkQueues.ORDERS, server, Worker.LISTENS);
  }

  private static void allow(Configuration configuration, String match, Role server, Role worker) {
    configuration.putSecurityRoles(match, Set.of(server, worker));
  }

  private static ActiveMQJAASSecurityManager users(BrokerSettings settings) {
    var users = new SecurityConfiguration(new HashMap<>(), new HashMap<>());
    users.addUser(SERVER, settings.serverPassword());
    users.addRole(SERVER, SERVER);
    users.addUser(WORKER, settings.workerPassword());
    users.addRole(WORKER, WORKER);
    return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
  }

  /** What a worker may do to an address. */
  private static final class Worker {
    // send, consume, create/delete durable queue, create/delete queue, manage, browse, address
    static final Role TAKES =
        new Role(WORKER, false, true, false, false, false, false, false, false, false, false);
    static final Role GIVES =
        new Role(WORKER, true, false, false, false, false, false, false, false, false, false);
    static final Role LISTENS =
        new Role(WORKER, false, true, false, false, true, true, false, false, false, false);

    private Worker() {}
  }
}
