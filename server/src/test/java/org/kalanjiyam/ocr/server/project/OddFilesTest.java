package org.kalanjiyam.ocr.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.server.parser.ImageWorkPool;
import org.kalanjiyam.ocr.server.parser.Pools;
import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.kalanjiyam.ocr.server.parser.Uploads;
import org.springframework.util.unit.DataSize;

/** Every odd file that was met with either becomes pages or is refused in words. */
final class OddFilesTest {
  private static final ImportLimits LIMITS =
      new ImportLimits(
          DataSize.ofMegabytes(100),
          100,
          100,
          150,
          Duration.ofSeconds(60),
          2,
          DataSize.ofMegabytes(512),
          DataSize.ofGigabytes(1));

  /** Part of the message for those that cannot be read; all others can. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "empty_protected.pdf", "its owner does not allow",
          "invalid.pdf", "damaged",
          "Pages-tree-refs.pdf", "damaged", // its page tree runs in a circle
          "poppler-67295-0.pdf", "damaged");

  private final ImageWorkPool parsers = Pools.shared();
  private final UploadPlan plans = new UploadPlan(LIMITS, parsers);

  @TempDir Path folder;

  @Test
  void eachIsReadOrRefusedInWords() throws Exception {
    Map<String, String> fared = new TreeMap<>();
    for (Path file : files()) {
      fared.put(file.getFileName().toString(), fared(file));
    }
    assertThat(fared)
        .allSatisfy(
            (name, outcome) ->
                assertThat(outcome).contains(REFUSED.getOrDefault(name, "page 1: Picture[")));
  }

  private static List<Path> files() throws IOException {
    Path odd = Uploads.SAMPLES.resolve("odd");
    assumeTrue(Files.isDirectory(odd), "no samples in " + odd);
    try (Stream<Path> files =
        Stream.concat(Files.list(odd), Files.list(Uploads.SAMPLES.resolve("multi")))) {
      return files.filter(file -> !file.toString().endsWith(".txt")).sorted().toList();
    }
  }

  private String fared(Path file) throws Exception {
    StringBuilder outcome = new StringBuilder();
    Path upload = Files.createTempDirectory(folder, "upload");
    long begun = System.nanoTime();
    try {
      for (PlannedFile planned : plans.plan(List.of(Uploads.file(file)), upload)) {
        for (int page = 0; page < planned.pageCount(); page++) {
          outcome.append("page ").append(page + 1).append(": ");
          outcome.append(
              parsers.page(
                  upload.resolve(planned.file()),
                  planned.kind(),
                  page,
                  folder.resolve("page"),
                  LIMITS.pageTime()));
          outcome.append(' ');
        }
      }
    } catch (UploadRefused e) {
      outcome.append("refused, ").append(e.reason()).append(": ").append(e.getMessage());
    }
    return outcome + " (" + (System.nanoTime() - begun) / 1_000_000 + " ms)";
  }
}
