package org.kalanjiyam.ocr.engine.tesseract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * Measures, outside of the tests; {@code bench/tesseract.sh} runs it.
 *
 * <ul>
 *   <li>{@code cer LANGUAGE FOLDER}: character error rate and time of each scan that has its true
 *       text beside it ({@code NAME.gt.txt}), beside the {@code tesseract} command's
 *   <li>{@code leak IMAGE PAGES}: memory of this process while it reads one image again and again
 * </ul>
 */
final class TesseractBench {
  private TesseractBench() {}

  public static void main(String[] arguments) throws Exception {
    try (OcrEngine engine = new TesseractProvider().open(System.getenv())) {
      switch (arguments[0]) {
        case "cer" -> cer(engine, arguments[1], Path.of(arguments[2]));
        case "leak" -> leak(engine, Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  private static void cer(OcrEngine engine, String language, Path folder) throws Exception {
    System.out.printf(
        "%-32s %8s %8s %8s %8s%n", "page", "CER ours", "command", "s ours", "command");
    try (Stream<Path> files = Files.list(folder)) {
      for (Path image : files.sorted().toList()) {
        String name = image.getFileName().toString();
        Path truth = folder.resolve(name.replaceFirst("\\.[a-z]+$", ".gt.txt"));
        if (name.endsWith(".txt") || !Files.exists(truth)) {
          continue;
        }
        String wanted = plain(Files.readString(truth));
        long start = System.nanoTime();
        String ours = plain(read(engine, language, image));
        long middle = System.nanoTime();
        String theirs = plain(command(language, image));
        long end = System.nanoTime();
        System.out.printf(
            "%-32s %7.2f%% %7.2f%% %8.2f %8.2f%n",
            name,
            rate(wanted, ours),
            rate(wanted, theirs),
            (middle - start) / 1e9,
            (end - middle) / 1e9);
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

  private static String command(String language, Path image) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder("tesseract", image.toString(), "stdout", "-l", language)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    command.environment().put("OMP_THREAD_LIMIT", "1");
    Process process = command.start();
    String text = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return text;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Levenshtein distance in percent of the true text. */
  private static double rate(String truth, String read) {
    List<Integer> wanted = truth.codePoints().boxed().toList();
    int[] got = read.codePoints().toArray();
    int[] row = new int[got.length + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= wanted.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= got.length; j++) {
        int change = diagonal + (wanted.get(i - 1) == got[j - 1] ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return 100.0 * row[got.length] / wanted.size();
  }
}
