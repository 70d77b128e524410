package org.kalanjiyam.ocr.engine.tesseract;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;
import org.bytedeco.leptonica.PIX;
import org.bytedeco.leptonica.global.leptonica;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Provenance;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * Error rates of this engine and of the {@code tesseract} command over scans that have their true
 * text beside them ({@code NAME.gt.txt}); {@code bench/accuracy} runs it and says how.
 */
final class AccuracyBench {
  private static final Pattern LANGUAGE = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"([^\"]+)\"");

  private final Map<String, String> languages = new HashMap<>();
  private final List<Path> images = new ArrayList<>();
  private String language = "";
  private String parameters = "";
  private boolean command = true;
  private final List<String> turns = new ArrayList<>(List.of("upright"));

  private AccuracyBench() {}

  /** One page read one way. */
  private record Row(
      String page, String language, String turn, Rate ours, Rate theirs, String preparation) {}

  /**
   * Error rates in percent and seconds of CPU; those of the command count its process.
   *
   * @param plain without ZWJ and ZWNJ on both sides
   */
  private record Rate(double cer, double plain, double wer, double seconds) {}

  public static void main(String[] arguments) throws Exception {
    AccuracyBench bench = new AccuracyBench();
    bench.parse(arguments);
    List<Row> rows = bench.measure();
    System.out.println(bench.table(rows));
    System.exit(0);
  }

  private void parse(String[] arguments) throws IOException {
    for (String argument : arguments) {
      if (argument.startsWith("--lang=")) {
        language = argument.substring(7);
      } else if (argument.startsWith("--option=")) {
        parameters += (parameters.isEmpty() ? "" : "\n") + argument.substring(9);
      } else if (argument.equals("--alone")) {
        command = false;
      } else if (argument.startsWith("--turned=")) {
        turns.clear();
        turns.addAll(List.of(argument.substring(9).split(",")));
      } else {
        add(Path.of(argument));
      }
    }
  }

  private void add(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      images.add(path);
    } else {
      try (Stream<Path> files = Files.walk(path)) {
        files
            .filter(Files::isRegularFile)
            .filter(f -> Files.exists(truth(f)))
            .sorted()
            .forEach(images::add);
      }
    }
    for (Path folder = path.toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path names = folder.resolve("lang.json");
      if (Files.exists(names)) {
        Matcher pair = LANGUAGE.matcher(Files.readString(names));
        while (pair.find()) {
          languages.put(pair.group(1), pair.group(2));
        }
        return;
      }
    }
  }

  private static String name(Path image) {
    return image.getFileName().toString().replaceFirst("\\.[A-Za-z0-9]+$", "");
  }

  private static Path truth(Path image) {
    return image.resolveSibling(name(image) + ".gt.txt");
  }

  private List<Row> measure() throws Exception {
    List<Row> rows = new ArrayList<>();
    try (var engine = new TesseractProvider().open(System.getenv())) {
      for (Path image : images) {
        String code = language.isEmpty() ? languages.getOrDefault(name(image), "eng") : language;
        String truth = Files.readString(truth(image));
        for (String turn : turns) {
          byte[] bytes = turned(Files.readAllBytes(image), turn);
          long start = cpu();
          Outcome outcome =
              engine.recognise(
                  new Recognition(
                      new PageImage(bytes, OptionalInt.empty()),
                      code,
                      parameters,
                      Instant.now().plusSeconds(300),
                      () -> false));
          double seconds = (cpu() - start) / 1e9;
          if (!(outcome instanceof Outcome.Recognised read)) {
            throw new IllegalStateException(image + ": " + outcome);
          }
          Provenance from = read.provenance();
          Row row =
              new Row(
                  name(image),
                  code,
                  turn,
                  rate(truth, read.text().text(), seconds),
                  command ? command(code, image, bytes, truth) : new Rate(0, 0, 0, 0),
                  from.preparation());
          rows.add(row);
          System.err.println(line(row));
        }
      }
    }
    return rows;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** {@code upright}, {@code 90}, {@code 180}, {@code 270}, or {@code lean2.5} degrees. */
  private static byte[] turned(byte[] image, String turn) {
    if (turn.equals("upright")) {
      return image;
    }
    PIX pix = leptonica.pixReadMem(new BytePointer(image), image.length);
    int resolution = pix.xres();
    if (turn.startsWith("lean")) {
      pix = Pixes.rotated(Pixes.greyOf(pix), Math.toRadians(Double.parseDouble(turn.substring(4))));
    } else {
      pix = Pixes.next(pix, leptonica.pixRotateOrth(pix, Integer.parseInt(turn) / 90));
    }
    leptonica.pixSetResolution(pix, resolution, resolution);
    PointerPointer<BytePointer> data = new PointerPointer<>(1);
    SizeTPointer size = new SizeTPointer(1);
    leptonica.pixWriteMem(data, size, pix, leptonica.IFF_PNG);
    byte[] bytes = new byte[(int) size.get()];
    data.get(BytePointer.class, 0).get(bytes);
    leptonica.pixDestroy(pix);
    return bytes;
  }

  private static Rate command(String language, Path image, byte[] bytes, String truth)
      throws Exception {
    Path file = Files.createTempFile("accuracy", image.getFileName().toString());
    try {
      Files.write(file, bytes);
      ProcessBuilder command =
          new ProcessBuilder(
              "bash",
              "-c",
              "TIMEFORMAT='%U %S'; time tesseract \"$0\" stdout -l \"$1\" 2>/dev/null",
              file.toString(),
              language);
      command.environment().put("OMP_THREAD_LIMIT", "1");
      Process process = command.start();
      String text = new String(process.getInputStream().readAllBytes());
      String time = new String(process.getErrorStream().readAllBytes()).strip();
      process.waitFor();
      double seconds = Arrays.stream(time.split(" ")).mapToDouble(Double::parseDouble).sum();
      return rate(truth, text, seconds);
    } finally {
      Files.delete(file);
    }
  }

  private static Rate rate(String truth, String read, double seconds) {
    String joiners = "[\u200c\u200d]";
    return new Rate(
        rate(letters(truth), letters(read)),
        rate(letters(truth.replaceAll(joiners, "")), letters(read.replaceAll(joiners, ""))),
        rate(List.of(plain(truth).split(" ")), List.of(plain(read).split(" "))),
        seconds);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
  }

  private static List<Integer> letters(String text) {
    return plain(text).codePoints().boxed().toList();
  }

  /** Levenshtein distance in percent of the true text. */
  private static double rate(List<?> wanted, List<?> got) {
    int[] row = new int[got.size() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= wanted.size(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= got.size(); j++) {
        int change = diagonal + (wanted.get(i - 1).equals(got.get(j - 1)) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return 100.0 * row[got.size()] / wanted.size();
  }

  private String table(List<Row> rows) {
    StringBuilder table = new StringBuilder();
    table
        .append("| page | language | ours | no joiners | words | s | tesseract | no joiners |")
        .append(" words | s | prepared |\n|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    for (Row row : rows) {
      table.append(line(row)).append('\n');
      String turn = row.turn().equals("upright") ? "" : " " + row.turn();
      groups.computeIfAbsent(row.language() + turn, l -> new ArrayList<>()).add(row);
    }
    groups.forEach(
        (group, members) ->
            table
                .append(
                    line(
                        "**mean of " + members.size() + "**",
                        group,
                        mean(members, true),
                        mean(members, false),
                        ""))
                .append('\n'));
    return table.toString();
  }

  private static Rate mean(List<Row> rows, boolean ours) {
    List<Rate> rates = rows.stream().map(row -> ours ? row.ours() : row.theirs()).toList();
    return new Rate(
        rates.stream().mapToDouble(Rate::cer).average().orElse(0),
        rates.stream().mapToDouble(Rate::plain).average().orElse(0),
        rates.stream().mapToDouble(Rate::wer).average().orElse(0),
        rates.stream().mapToDouble(Rate::seconds).average().orElse(0));
  }

  private String line(Row row) {
    String turn = row.turn().equals("upright") ? "" : " " + row.turn();
    return line(row.page() + turn, row.language(), row.ours(), row.theirs(), row.preparation());
  }

  private String line(String page, String code, Rate ours, Rate theirs, String preparation) {
    return "| %s | %s | %s | %s | %s |"
        .formatted(page, code, cells(ours), command ? cells(theirs) : " | | | ", preparation);
  }

  private static String cells(Rate rate) {
    return String.format(
        Locale.ROOT,
        "%.2f | %.2f | %.1f | %.2f",
        rate.cer(),
        rate.plain(),
        rate.wer(),
        rate.seconds());
  }
}
