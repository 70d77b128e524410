package org.kalanjiyam.ocr.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.Line;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Recognition;
import org.kalanjiyam.ocr.engine.Word;
import org.kalanjiyam.ocr.engine.remote.WordBoxes.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places of words on real scans: their true texts stand for what a model answers. A word counts if
 * its box and that of one of Tesseract's words lie on each other by half (their common part is at
 * least half of both together), and no two words count by the same one of Tesseract's.
 */
class RealPagesTest {
  private static final Path SAMPLES =
      Stream.of("../shared/samples", "../../shared/samples")
          .map(Path::of)
          .filter(Files::isDirectory)
          .findFirst()
          .orElse(Path.of("../shared/samples"));

  /** All pages, which takes minutes: {@code -Dkalanjiyam.bench=true}. */
  private static final boolean ALL = Boolean.getBoolean("kalanjiyam.bench");

  private static final Set<String> QUICK =
      Set.of(
          "hanumat_p002",
          "thiruvika_27",
          "sabapathi_84",
          "lucasta_p25",
          "klimius_f15",
          "phototest",
          "meditations_p1");

  /** Words that count, and all, of one page. */
  private record Count(int placed, int all) {
    Count plus(Count other) {
      return new Count(placed + other.placed, all + other.all);
    }

    double share() {
      return (double) placed / all;
    }
  }

  @Test
  void wordsOfTrueTextsFindTheirPlacesAndWithEveryTenthChangedStillDo() throws Exception {
    assumeTrue(Files.isDirectory(SAMPLES), "the samples are not here");
    Count asItIs = new Count(0, 0);
    Count changed = new Count(0, 0);
    Map<String, String> table = new TreeMap<>();
    try (OcrEngine tesseract =
        InstalledEngines.of(System.getenv())
            .find("tesseract")
            .orElseThrow()
            .open(System.getenv())) {
      for (Path truth : truths()) {
        String name = truth.getFileName().toString().replace(".gt.txt", "");
        PageText local = local(tesseract, truth, name);
        List<String> words =
            PageAssembly.tokens(Normalizer.normalize(Files.readString(truth), Normalizer.Form.NFC));
        Count one = count(words, local);
        Count two = count(everyTenthChanged(words), local);
        asItIs = asItIs.plus(one);
        changed = changed.plus(two);
        table.put(
            name,
            "%5d words %6.1f %% %6.1f %%  tesseract %d"
                .formatted(
                    one.all(),
                    100 * one.share(),
                    100 * two.share(),
                    WordBoxes.places(local).size()));
      }
    }
    table.forEach((name, line) -> System.out.printf("%-26s %s%n", name, line));
    System.out.printf(
        "all %.2f %%, every tenth changed %.2f %%%n", 100 * asItIs.share(), 100 * changed.share());
    assertThat(asItIs.share()).isGreaterThanOrEqualTo(0.95);
    assertThat(changed.share()).isGreaterThanOrEqualTo(0.90);
  }

  private static List<Path> truths() throws Exception {
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      return files
          .filter(file -> file.toString().endsWith(".gt.txt"))
          .filter(file -> ALL ? !file.toString().contains("/multi/") : isQuick(file))
          .sorted()
          .toList();
    }
  }

  private static boolean isQuick(Path truth) {
    return QUICK.contains(truth.getFileName().toString().replace(".gt.txt", ""));
  }

  private static PageText local(OcrEngine tesseract, Path truth, String name) throws Exception {
    Path image;
    try (Stream<Path> files = Files.list(truth.getParent())) {
      image =
          files
              .filter(file -> file.getFileName().toString().matches(name + "\\.(png|jpg|tif)"))
              .findFirst()
              .orElseThrow();
    }
    JsonNode languages =
        JsonMapper.shared().readTree(Files.readAllBytes(SAMPLES.resolve("lang.json")));
    Outcome outcome =
        tesseract.recognise(
            new Recognition(
                new PageImage(Files.readAllBytes(image), OptionalInt.empty()),
                languages.path(name).asString("eng"),
                "",
                Instant.now().plusSeconds(120),
                () -> false));
    assumeTrue(outcome instanceof Outcome.Recognised, () -> "a model is missing: " + outcome);
    return ((Outcome.Recognised) outcome).text();
  }

  private static List<String> everyTenthChanged(List<String> words) {
    List<String> changed = new ArrayList<>(words);
    for (int i = 9; i < changed.size(); i += 10) {
      changed.set(i, "x".repeat(Math.max(1, words.get(i).length())));
    }
    return changed;
  }

  private static Count count(List<String> words, PageText local) {
    List<Place> places = WordBoxes.find(words, local);
    List<Box> own = new ArrayList<>();
    for (Line line : local.lines()) {
      for (Word word : line.words()) {
        own.add(word.box());
      }
    }
    boolean[] taken = new boolean[own.size()];
    int placed = 0;
    for (Place place : places) {
      for (int i = 0; place != null && i < taken.length; i++) {
        if (!taken[i] && overlap(place.box(), own.get(i)) >= 0.5) {
          taken[i] = true;
          placed++;
          break;
        }
      }
    }
    return new Count(placed, words.size());
  }

  private static double overlap(Box one, Box other) {
    long width = Math.min(one.x2(), other.x2()) - (long) Math.max(one.x1(), other.x1());
    long height = Math.min(one.y2(), other.y2()) - (long) Math.max(one.y1(), other.y1());
    if (width <= 0 || height <= 0) {
      return 0;
    }
    long both = width * height;
    long all = (long) one.width() * one.height() + (long) other.width() * other.height() - both;
    return (double) both / all;
  }
}
