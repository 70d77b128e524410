package org.kalanjiyam.ocr.server.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.TestCertificate;

/** A real Redis behind TLS, which this ends for it; its certificate is for localhost. */
@Timeout(60)
class RedisTlsTest {
  @TempDir Path folder;
  TestCertificate certificate;
  RedisProcess redis;
  SSLServerSocket tls;

  @BeforeEach
  void start() throws Exception {
    redis = new RedisProcess();
    certificate = TestCertificate.in(folder);
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(certificate.keys(), TestCertificate.PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    tls =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void stop() throws Exception {
    tls.close();
    redis.close();
  }

  @Test
  void redissIsSpokenWithTheAuthorityOfTheSetting() {
    assertThat(speaks("localhost", certificate.certificate().toString())).isTrue();
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    assertThat(speaks("localhost", "")).isFalse();
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    assertThat(speaks("127.0.0.1", certificate.certificate().toString())).isFalse();
  }

  private boolean speaks(String host, String authority) {
    RedisLink link = new RedisLink("rediss://" + host + ":" + tls.getLocalPort() + "/1", authority);
    try {
      boolean came = link.probe(commands -> commands.set("over", "tls".getBytes()));
      Optional<byte[]> value = link.ask(commands -> commands.get("over"));
      assertThat(value.isPresent()).isEqualTo(came);
      value.ifPresent(bytes -> assertThat(bytes).asString().isEqualTo("tls"));
      return came;
    } finally {
      link.destroy();
    }
  }

  private void serve() {
    while (!tls.isClosed()) {
      try {
        Socket client = tls.accept();
        Thread.ofVirtual().start(() -> join(client));
      } catch (IOException e) {
        // closed: the test is over
      }
    }
  }

  private void join(Socket client) {
    try (client;
        Socket plain = new Socket("127.0.0.1", redis.port())) {
      Thread answers = Thread.ofVirtual().start(() -> copy(plain, client));
      copy(client, plain);
      answers.join();
    } catch (IOException | InterruptedException e) {
      // a client that does not trust us hangs up
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.close();
    } catch (IOException e) {
      // either side hung up
    }
  }
}
