package org.kalanjiyam.ocr.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OcrIT {
  @TempDir Path folder;

  @Test
  void goodFilesAreReadAndBadOnesNamed() throws Exception {
    Path page = DrawnPage.write(folder.resolve("stage.png"), "All the world's a stage");
    Path broken = Files.writeString(folder.resolve("broken.pdf"), "%PDF-1.7 and no more");

    try (var ocr =
        Program.start(
            folder, Map.of(), "ocr", page, "nowhere.pdf", broken, "--workers", "1", "-o", "out")) {
      assertThat(ocr.status()).as(ocr.said()).isEqualTo(1);
      assertThat(ocr.said())
          .contains("stage.png: 1 page read -> out/stage.txt")
          .contains("nowhere.pdf: there is no such file")
          .contains("broken.pdf: ")
          .doesNotContain("Exception", "WARN");
    }
    assertThat(folder.resolve("out/stage.txt")).content().contains("All the world's a stage");
    assertThat(folder.resolve("out/broken.txt")).doesNotExist();
  }

  @Test
  void nothingThatItStartedOutlivesIt() throws Exception {
    Path page = DrawnPage.write(folder.resolve("stage.png"), "All the world's a stage");
    Path runs =
        Files.createDirectories(Path.of(System.getProperty("user.home"), ".cache/kalanjiyam/runs"));
    Set<Path> before = list(runs);
    Set<ProcessHandle> started = new HashSet<>();

    try (var ocr = Program.start(folder, Map.of(), "ocr", page, "--workers", "1", "-o", "out")) {
      while (ocr.isAlive()) {
        started.addAll(ocr.children());
        Thread.sleep(20);
      }
      assertThat(ocr.status()).as(ocr.said()).isZero();
    }
    assertThat(started).as("database, Redis, worker and parser").hasSizeGreaterThanOrEqualTo(4);
    for (ProcessHandle one : started) {
      one.onExit().get(5, TimeUnit.SECONDS);
    }
    assertThat(before).containsAll(list(runs));
  }

  private static Set<Path> list(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.collect(Collectors.toSet());
    }
  }

  @Test
  void aLanguageThatIsNotThereIsToldWithThoseThatAre() throws Exception {
    Path page = DrawnPage.write(folder.resolve("page.png"), "Any text");

    try (var ocr =
        Program.start(folder, Map.of(), "ocr", page, "--lang", "klingon", "--workers", "1")) {
      assertThat(ocr.status()).as(ocr.said()).isEqualTo(1);
      assertThat(ocr.said()).contains("'klingon'").contains("eng");
    }
    assertThat(folder.resolve("page.txt")).doesNotExist();
  }

  @Test
  void anUnknownFormatIsRefusedBeforeAnythingStarts() throws Exception {
    try (var ocr = Program.start(folder, Map.of(), "ocr", "page.png", "--format", "docx")) {
      assertThat(ocr.status()).isEqualTo(2);
      assertThat(ocr.said()).contains("docx").contains("txt");
    }
  }
}
