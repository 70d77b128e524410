package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OcrRunTest {
  @TempDir Path folder;

  @Test
  void noMoreWorkersThanPagesWhereThatIsKnown() throws Exception {
    Path jpeg = file("page.png", "\u00ff\u00d8\u00ff\u00e0");
    Path png = file("page.pdf", "\u0089PNG\r\n\u001a\n");
    Path pdf = file("book.png", "%PDF-1.7");
    Path tiff = file("fax.tif", "II*\0");

    assertThat(OcrRun.workersFor(List.of(jpeg), 4)).isEqualTo(1);
    assertThat(OcrRun.workersFor(List.of(jpeg, png), 4)).isEqualTo(2);
    assertThat(OcrRun.workersFor(List.of(jpeg, png), 1)).isEqualTo(1);
    assertThat(OcrRun.workersFor(List.of(jpeg, pdf), 4)).isEqualTo(4);
    assertThat(OcrRun.workersFor(List.of(tiff), 4)).isEqualTo(4);
    assertThat(OcrRun.workersFor(List.of(folder.resolve("gone.jpg")), 4)).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 40, 150",
    "5000, 0, 40, 150",
    "100, 1, 2, 150",
    "2000, 2, 5, 750",
    "20000, 20, 40, 1000",
    "38000, 38, 40, 500",
    "40000, 40, 40, 150"
  })
  void looksAreRareWhileMuchIsLeft(long passed, int through, int total, long pause) {
    assertThat(FileReading.untilNextLook(Duration.ofMillis(passed), through, total))
        .isEqualTo(Duration.ofMillis(pause));
  }

  private Path file(String name, String head) throws Exception {
    return Files.write(folder.resolve(name), head.getBytes(StandardCharsets.ISO_8859_1));
  }
}
