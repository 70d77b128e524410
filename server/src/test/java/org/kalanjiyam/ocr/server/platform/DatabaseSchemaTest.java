package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;
import org.springframework.beans.factory.annotation.Autowired;

class DatabaseSchemaTest extends ServerFixture {
  @Autowired private Flyway flyway;

  @Test
  void aDatabaseOfAnUnknownShapeIsRefusedWithWhatToDo() {
    String schema = "other_" + UUID.randomUUID().toString().replace("-", "");
    jdbc.sql("create schema " + schema).update();
    try {
      var other =
          Flyway.configure().dataSource(flyway.getConfiguration().getDataSource()).schemas(schema);
      other.locations("filesystem:src/test/resources/other-shape").load().migrate();
      Flyway here = other.locations("classpath:db/migration").load();
      assertThatThrownBy(() -> new DatabaseSchema().migration().migrate(here))
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining("--data-dir");
    } finally {
      jdbc.sql("drop schema " + schema + " cascade").update();
    }
  }
}
