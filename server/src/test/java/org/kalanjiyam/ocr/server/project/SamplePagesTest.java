package org.kalanjiyam.ocr.server.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.parser.Pictures;

final class SamplePagesTest {
  @TempDir Path folder;

  @Test
  void theSampleBookIsTheSameEachTime() throws Exception {
    Path target = folder.resolve("page");
    for (int number = 1; number <= SamplePages.COUNT; number++) {
      Pictures.writePng(SamplePages.draw(number), target, SamplePages.DPI);
      byte[] once = Files.readAllBytes(target);
      Pictures.writePng(SamplePages.draw(number), target, SamplePages.DPI);
      assertThat(target).hasBinaryContent(once);
    }
    assertThat(SamplePages.text(2).getFirst()).isEqualTo("The Attic");
  }
}
