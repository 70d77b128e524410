package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.kalanjiyam.ocr.server.TestCertificate;
import org.kalanjiyam.ocr.server.TestSite;
import org.kalanjiyam.ocr.work.WorkQueues;

/** Broker and database reached over TLS, by their addresses alone. */
@Timeout(60)
class TlsTest extends ServerFixture {
  @TempDir Path folder;

  @Test
  void aWorkerReachesTheBrokerOverTls() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    int port = Ports.free();
    int local = Ports.free();
    var settings =
        new BrokerSettings(
            true,
            "127.0.0.1",
            port,
            local,
            certificate.keystore(),
            TestCertificate.PASSWORD,
            9,
            folder.resolve("broker"),
            "s",
            "w");
    var broker = new EmbeddedBroker().artemis(settings, event -> {});
    try {
      String trust =
          "?sslEnabled=true&trustStorePath=%s&trustStorePassword=%s"
              .formatted(certificate.keystore(), TestCertificate.PASSWORD);
      takeFrom("tcp://worker:w@localhost:" + port + trust);
      takeFrom("tcp://worker:w@127.0.0.1:" + local);

      assertThatThrownBy(() -> takeFrom("tcp://worker:w@localhost:" + port + "?callTimeout=2000"))
          .isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> takeFrom("tcp://worker:w@localhost:" + port + "?sslEnabled=true"))
          .isInstanceOf(JMSException.class);
      assertThatThrownBy(() -> takeFrom("tcp://worker:w@127.0.0.1:" + port + trust))
          .as("the certificate is for another host")
          .isInstanceOf(JMSException.class);
    } finally {
      broker.stop();
    }
  }

  @Test
  void theDatabaseIsReachedOverTls() throws Exception {
    TestCertificate certificate = TestCertificate.in(folder);
    String url = TestSite.databaseUrl("localhost");
    String verified = "?sslmode=verify-full&sslrootcert=" + certificate.certificate();
    assertThatThrownBy(() -> connect(url + verified).close())
        .as("the server speaks no TLS yet")
        .isInstanceOf(SQLException.class);
    set("ssl_cert_file", "'" + certificate.certificate() + "'");
    set("ssl_key_file", "'" + certificate.key() + "'");
    set("ssl", "on");
    jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
    try {
      assertEncrypted(url + verified);
      assertThatThrownBy(() -> connect(TestSite.databaseUrl("127.0.0.1") + verified).close())
          .as("the certificate is for another host")
          .isInstanceOf(SQLException.class);
    } finally {
      jdbc.sql("alter system reset all").update();
      jdbc.sql("select pg_reload_conf()").query(Boolean.class).single();
    }
  }

  private void set(String name, String value) {
    jdbc.sql("alter system set " + name + " = " + value).update();
  }

  private static void assertEncrypted(String url) throws Exception {
    for (int tries = 1; ; tries++) {
      try (Connection connection = connect(url);
          var statement = connection.createStatement();
          var row =
              statement.executeQuery(
                  "select ssl, version from pg_stat_ssl where pid = pg_backend_pid()")) {
        assertThat(row.next()).isTrue();
        assertThat(row.getBoolean(1)).isTrue();
        assertThat(row.getString(2)).startsWith("TLSv1.");
        return;
      } catch (SQLException e) {
        // The setting takes effect a moment after it was asked for.
        if (tries == 50) {
          throw e;
        }
        Thread.sleep(100);
      }
    }
  }

  private static Connection connect(String url) throws SQLException {
    Database database = Database.parse(url);
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static void takeFrom(String url) throws JMSException {
    BrokerAddress address = BrokerAddress.parse(url, Map.of());
    try (var factory = new ActiveMQConnectionFactory(address.url());
        var connection = factory.createConnection(address.user(), address.password());
        var session = connection.createSession(Session.SESSION_TRANSACTED)) {
      session.createConsumer(session.createQueue(WorkQueues.pages("tesseract"))).close();
    }
  }
}
