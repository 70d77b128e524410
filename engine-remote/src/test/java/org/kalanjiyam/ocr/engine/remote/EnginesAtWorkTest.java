package org.kalanjiyam.ocr.engine.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.kalanjiyam.ocr.engine.remote.FakeService.json;
import static org.kalanjiyam.ocr.engine.remote.FakeService.says;
import static org.kalanjiyam.ocr.engine.remote.FakeService.status;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.engine.Cost;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.PageText;
import org.kalanjiyam.ocr.engine.Readiness;
import org.kalanjiyam.ocr.engine.Recognition;
import org.kalanjiyam.ocr.engine.Word;

/** Engines as the file names them, from the file to a page's text. */
class EnginesAtWorkTest {
  private static final byte[] PAGE = TestPages.page(TestPages.TEXT);

  @TempDir Path folder;
  private final List<Cost> spent = new CopyOnWriteArrayList<>();
  private FakeService fake;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void open() throws Exception {
    fake = new FakeService();
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private InstalledEngines engines(String entry) throws Exception {
    Path file = folder.resolve("engines.yaml");
    Files.writeString(file, "engines:\n" + entry.formatted(fake.url()));
    environment =
        Map.of("KALANJIYAM_ENGINES", file.toString(), "CAMPUS_KEY", "sesame", "HOME", "/tmp");
    return InstalledEngines.of(environment);
  }

  private Outcome recognise(OcrEngine engine) throws Exception {
    return engine.recognise(
        new Recognition(
            new PageImage(PAGE, OptionalInt.empty()),
            "eng",
            "",
            Instant.now().plusSeconds(60),
            () -> false,
            spent::add));
  }

  private static Outcome.Recognised recognised(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Recognised.class);
    return (Outcome.Recognised) outcome;
  }

  private static final String SERVICE =
      """
        - name: campus
          kind: service
          url: %s
          key-env: CAMPUS_KEY
          boxes: none
          price: {currency: EUR, page: 0.002}
      """;

  @Test
  void eachEngineOfAServiceIsAnEngineHereAndItsRowsArePlaced() throws Exception {
    fake.then(
        json(
            """
            {"engines": ["google", {"name": "Surya 2", "title": "Surya",
                                    "languages": ["eng", {"code": "san", "name": "Sanskrit"}]}]}
            """));
    InstalledEngines engines = engines(SERVICE);

    assertThat(engines.find("campus-google")).isPresent();
    OcrEngineProvider surya = engines.find("campus-surya-2").orElseThrow();
    assertThat(surya.title()).isEqualTo("campus: Surya");
    assertThat(surya.variables()).contains("CAMPUS_KEY");
    assertThat(surya.corrects()).isFalse();
    assertThat(engines.readiness(surya))
        .isEqualTo(
            new Readiness.Ready(
                List.of(new Language("eng", "English"), new Language("san", "Sanskrit"))));
    assertThat(fake.asked.getFirst().path()).isEqualTo("/v1/engines");

    fake.then(
        status(503, "busy"),
        json(
            """
            {"text": "It was the\\nbest of", "bounding_boxes": "10\\t20\\t110\\t40\\tIt was\\n\
            120\\t20\\t170\\t40\\tthe\\n10\\t50\\t90\\t70\\tbest of"}
            """));
    try (OcrEngine engine = surya.open(environment)) {
      Outcome.Recognised page = recognised(recognise(engine));

      assertThat(page.text().text()).isEqualTo("It was the\nbest of\n");
      assertThat(page.text().lines().getFirst().words())
          .contains(new Word(new Box(120, 20, 170, 40), "the", null));
      assertThat(page.provenance().engine()).isEqualTo("campus-surya-2");
      assertThat(page.provenance().model()).isEqualTo("Surya 2");
    }
    assertThat(fake.asked).hasSize(3);
    FakeService.Asked asked = fake.asked.getLast();
    assertThat(asked.path()).isEqualTo("/v1/ocr");
    assertThat(asked.headers()).containsEntry("X-api-key", List.of("sesame"));
    assertThat(new String(asked.body(), UTF_8))
        .contains("name=\"engine\"\r\n\r\nSurya 2\r\n")
        .contains("name=\"language\"\r\n\r\neng\r\n")
        .contains("name=\"image\"; filename=");
    assertThat(spent).extracting(Cost::micros).containsExactly(2_000L);
  }

  @Test
  void aServiceThatDoesNotAnswerSaysSoInPlaceOfItsEngines() throws Exception {
    fake.always(status(401, "who are you"));
    InstalledEngines engines = engines(SERVICE);

    OcrEngineProvider away = engines.find("campus").orElseThrow();

    assertThat(engines.readiness(away))
        .isInstanceOfSatisfying(
            Readiness.NotReady.class,
            no -> assertThat(no.reason()).contains("does not answer").contains(fake.url()));
  }

  @Test
  void aServiceThatRefusesTheKeyOrAnswersBrokenJsonFailsThePageHonestly() throws Exception {
    InstalledEngines engines = engines(SERVICE + "    engine: surya\n");
    try (OcrEngine engine = engines.find("campus").orElseThrow().open(environment)) {
      fake.then(status(403, "no"));
      assertThat(recognise(engine))
          .isInstanceOfSatisfying(
              Outcome.Rejected.class, no -> assertThat(no.cause()).isEqualTo("bad-credentials"));

      fake.then(json("{\"text\": "), json("{\"text\": \"It was the best of times\"}"));
      assertThat(recognised(recognise(engine)).text().text())
          .isEqualTo("It was the best of times\n");
    }
  }

  @Test
  void aChangedFileIsReadAgainUnlessItHasMistakes() throws Exception {
    String one = "  - {name: one, url: '%s/v1', model: m}\n";
    InstalledEngines engines = engines(one);
    OcrEngineProvider before = engines.find("one").orElseThrow();
    assertThat(engines.find("one")).containsSame(before);

    engines(one + "  - {name: two, url: '%1$s/v1', model: m}\n");
    assertThat(engines.find("two")).isPresent();
    assertThat(engines.find("one")).as("means the same").containsSame(before);

    engines(one + "  - {name: two, url: '%1$s/v1', model: m, colour: red}\n");
    assertThat(engines.find("two")).as("stays while there is a mistake").isPresent();
    assertThat(engines.problems()).anyMatch(line -> line.contains("colour"));

    engines("  - {name: one, url: '%s/v1', model: another}\n");
    assertThat(engines.problems()).isEmpty();
    assertThat(engines.find("two")).isEmpty();
    assertThat(engines.find("one").orElseThrow()).isNotSameAs(before);

    Files.delete(folder.resolve("engines.yaml"));
    assertThat(engines.find("one")).isEmpty();
  }

  /** Tesseract helps, in a process of its own. */
  @Test
  void wordsFindTheirPlacesOnThePageAndAFallbackSaysThatItIsOne() throws Exception {
    InstalledEngines engines =
        engines(
            """
              - name: model
                url: %s/v1
                model: some/model
                temperatures: [0, 0.5]
                fallback: tesseract
            """);
    try (OcrEngine engine = engines.find("model").orElseThrow().open(environment)) {
      fake.then(says(String.join("\n", TestPages.TEXT).replace("wisdom", "vvisdom")));
      PageText page = recognised(recognise(engine)).text();

      assertThat(page.lines()).hasSize(TestPages.TEXT.length);
      for (int i = 0; i < TestPages.TEXT.length; i++) {
        int base = 150 + i * 50; // the pen stood there
        for (Word word : page.lines().get(i).words()) {
          assertThat(word.box().y1()).as(word.text()).isBetween(base - 40, base - 5);
          assertThat(word.box().y2()).as(word.text()).isBetween(base - 5, base + 20);
        }
      }

      fake.always(says("I'm sorry, I can't help with that."));
      Outcome.Recognised fallen = recognised(recognise(engine));

      assertThat(fallen.text().text()).contains("the spring of hope");
      assertThat(fallen.provenance().engine()).isEqualTo("tesseract");
      assertThat(fallen.provenance().note())
          .contains("model was asked 2 times")
          .contains("So tesseract recognised the page");
      assertThat(fallen.text().confidence()).isPresent();
    }
  }
}
