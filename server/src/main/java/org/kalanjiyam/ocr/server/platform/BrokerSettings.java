package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The embedded broker.
 *
 * @param embedded whether the server runs a broker in its own process
 * @param bind address that the embedded broker's acceptor listens on; workers on other machines
 *     need another than the loopback
 * @param port of that acceptor
 * @param localPort port of another acceptor, on the loopback and without TLS, for the workers of
 *     this machine; 0: none
 * @param keystore file with the certificate (PKCS #12) if the acceptor at {@code port} speaks TLS
 * @param keystorePassword of that file
 * @param inVmId number of the acceptor for the server's own process: {@code vm://0}
 * @param journal folder of the embedded broker's files
 * @param serverPassword password of servers; made at the first start
 * @param workerPassword password of workers; made at the first start
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
