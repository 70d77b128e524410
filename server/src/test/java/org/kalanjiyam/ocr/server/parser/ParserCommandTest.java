package org.kalanjiyam.ocr.server.parser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParserCommandTest {
  @TempDir Path folder;

  @Test
  void aHeapBeginsSmallAndNeverAboveItsLimit() {
    assertThat(new ParserCommand(folder, 150, 768).toProcess().command())
        .contains("-Xms64m", "-Xmx768m");
    assertThat(new ParserCommand(folder, 150, 32).toProcess().command())
        .contains("-Xms32m", "-Xmx32m");
  }
}
