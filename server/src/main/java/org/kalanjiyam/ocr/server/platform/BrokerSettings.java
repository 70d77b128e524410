package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The embedded broker.
 *
 * @param embedded whether there is one
 * @param bind address that its acceptor listens on; workers on other machines need another than the
 *     loopback
 * @param port of the acceptor
 * @param localPort of another acceptor, on the loopback and without TLS, for the workers of this
 *     machine; 0: none
 * @param keystore with the certificate (PKCS #12) if the acceptor at {@code port} speaks TLS, from
 *     {@code KALANJIYAM_BROKER_KEYSTORE}
 * @param keystorePassword from {@code KALANJIYAM_BROKER_KEYSTORE_PASSWORD}
 * @param inVmId number of the acceptor for this very process: {@code vm://0}
 * @param journal folder of its files
 * @param serverPassword password of the user {@link EmbeddedBroker#SERVER}
 * @param workerPassword password of the user {@link EmbeddedBroker#WORKER}
 */
@ConfigurationProperties("kalanjiyam.broker")
record BrokerSettings(
    boolean embedded,
    String bind,
    int port,
    int localPort,
    @Nullable Path keystore,
    @Nullable String keystorePassword,
    int inVmId,
    Path journal,
    String serverPassword,
    String workerPassword) {

  @Override
  public String toString() {
    return "BrokerSettings[%s:%d, %s]".formatted(bind, port, journal);
  }
}
