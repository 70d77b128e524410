package org.kalanjiyam.ocr.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.ServerFixture;

class PlatformTest extends ServerFixture {
  @Test
  void theServerStartsAndItsTablesAreThere() {
    assertThat(jdbc.sql("select count(*) from task").query(Integer.class).single()).isZero();
    assertThat(port).isPositive();
  }
}
