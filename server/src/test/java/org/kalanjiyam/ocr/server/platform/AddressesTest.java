package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AddressesTest {
  @Test
  void aPostgresAddressIsTakenApart() {
    Database database = Database.parse("postgres://ann:p%40ss+word@db.example:5433/books?ssl=true");

    assertThat(database)
        .isEqualTo(
            new Database("jdbc:postgresql://db.example:5433/books?ssl=true", "ann", "p@ss+word"));
    assertThat(database.toString()).doesNotContain("p@ss");
  }

  @Test
  void aJdbcAddressIsLeftAsItIs() {
    String jdbc = "jdbc:postgresql://db.example/books?user=ann";

    assertThat(Database.parse(jdbc).properties()).isEqualTo(Map.of("spring.datasource.url", jdbc));
  }

  @Test
  void anotherDatabaseIsRefusedWithoutQuotingItsPassword() {
    assertThatThrownBy(() -> Database.parse("mysql://ann:secret@db.example/books"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("DATABASE_URL")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Database.parse("postgres://ann:sec ret@db.example/books"))
        .isInstanceOf(StartRefused.class)
        .hasMessageNotContaining("sec ret");
  }

  @Test
  void aBrokersUserComesFromItsAddressOrElseFromTheEnvironment() {
    var environment = Map.of("KALANJIYAM_BROKER_USER", "env", "KALANJIYAM_BROKER_PASSWORD", "pw");

    assertThat(BrokerAddress.parse("tcp://ann:x@mq.example:61616", environment))
        .isEqualTo(new BrokerAddress("tcp://mq.example:61616", "ann", "x"));
    assertThat(BrokerAddress.parse("tcp://mq.example:61616", environment))
        .isEqualTo(new BrokerAddress("tcp://mq.example:61616", "env", "pw"));
  }
}
