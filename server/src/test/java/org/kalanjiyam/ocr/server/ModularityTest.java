package org.kalanjiyam.ocr.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {
  @Test
  void packagesUseEachOtherInOneDirection() {
    ApplicationModules.of(KalanjiyamServer.class).verify();
  }
}
