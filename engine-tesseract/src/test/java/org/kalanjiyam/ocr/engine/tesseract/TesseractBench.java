package org.kalanjiyam.ocr.engine.tesseract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalInt;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * Measures, outside of the tests; {@code bench/tesseract.sh} runs it.
 *
 * <p>{@code leak IMAGE PAGES}: memory of this process while it reads one image again and again.
 */
final class TesseractBench {
  private TesseractBench() {}

  public static void main(String[] arguments) throws Exception {
    try (OcrEngine engine = new TesseractProvider().open(System.getenv())) {
      switch (arguments[0]) {
        case "leak" -> leak(engine, Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  private static void leak(OcrEngine engine, Path image, int pages) throws Exception {
    for (int i = 1; i <= pages; i++) {
      read(engine, "eng", image);
      if (i == 10 || i % Math.max(1, pages / 10) == 0) {
        System.out.printf("%6d pages %6d KiB%n", i, residentKib());
      }
    }
  }

  private static long residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }

  private static String read(OcrEngine engine, String language, Path image) throws Exception {
    Outcome outcome =
        engine.recognise(
            new Recognition(
                new PageImage(Files.readAllBytes(image), OptionalInt.empty()),
                language,
                "",
                Instant.now().plusSeconds(300),
                () -> false));
    return switch (outcome) {
      case Outcome.Recognised recognised -> recognised.text().text();
      default -> throw new IllegalStateException(image + ": " + outcome);
    };
  }
}
