package org.kalanjiyam.ocr.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.kalanjiyam.ocr.engine.remote.FakeService.says;
import static org.kalanjiyam.ocr.engine.remote.FakeService.status;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Cost;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;

/** The engine against a server that speaks the real protocol, with all that goes wrong there. */
class ChatEngineTest {
  private static final String TEXT = String.join("\n", TestPages.TEXT);
  private static final byte[] PAGE = TestPages.page(TestPages.TEXT);
  private static final Patience SOON = new Patience(3, Duration.ofMillis(5));

  private final List<Cost> spent = new CopyOnWriteArrayList<>();
  private FakeService fake;
  private boolean wanted = true;

  @BeforeEach
  void open() throws Exception {
    fake = new FakeService();
  }

  @AfterEach
  void close() {
    fake.close();
  }

  private EngineSettings settings(String url, Duration requestTime) {
    Preset preset = Preset.GENERAL;
    return new EngineSettings(
        "model",
        "The model",
        new Connection(
            URI.create(url),
            new Secret.InVariable("THE_KEY"),
            Map.of(),
            Map.of("X-Site", "ours"),
            requestTime,
            new Limits(OptionalInt.empty(), OptionalInt.empty())),
        null,
        new ChatSettings(
            "some/model",
            preset.prompt,
            preset.correction,
            new ImageShape(700, Long.MAX_VALUE, ImageShape.Encoding.PNG),
            1_000,
            List.of(Decoding.at(0), new Decoding(0.3, 0.9), Decoding.at(0.8)),
            Map.of("vllm_xargs", Map.of("ngram_size", 30), "stream_options", "omit"),
            AnswerFormat.MARKDOWN),
        Languages.usual(),
        16,
        60,
        Optional.of(
            new Price("EUR", 0, 1_000_000, 2_000_000, OptionalLong.empty(), OptionalLong.empty())),
        Optional.empty(),
        Optional.empty());
  }

  private Outcome recognise(byte[] image, Duration time) throws Exception {
    return recognise(settings(fake.url() + "/v1", Duration.ofSeconds(20)), image, time);
  }

  private Outcome recognise(EngineSettings settings, byte[] image, Duration time) throws Exception {
    RemoteEngineProvider provider = new RemoteEngineProvider(settings);
    try (OcrEngine engine = provider.open(Map.of("THE_KEY", "sk-123"), SOON)) {
      return engine.recognise(
          new Recognition(
              new PageImage(image, OptionalInt.empty()),
              "eng",
              "",
              Instant.now().plus(time),
              () -> !wanted,
              spent::add));
    }
  }

  private Outcome recognise() throws Exception {
    return recognise(PAGE, Duration.ofSeconds(30));
  }

  private static String text(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Recognised.class);
    return ((Outcome.Recognised) outcome).text().text().strip();
  }

  private static void assertRejected(Outcome outcome, String cause) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.cause()).isEqualTo(cause));
  }

  private static void assertInterrupted(Outcome outcome, String cause) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class, no -> assertThat(no.cause()).isEqualTo(cause));
  }

  @Test
  void aPageIsAskedForAsTheSettingsSayAndItsTextComesBack() throws Exception {
    fake.then(says(TEXT));

    Outcome outcome = recognise();

    assertThat(text(outcome)).isEqualTo(TEXT);
    FakeService.Asked asked = fake.asked.getFirst();
    assertThat(asked.path()).isEqualTo("/v1/chat/completions");
    assertThat(asked.headers()).containsEntry("Authorization", List.of("Bearer sk-123"));
    assertThat(asked.headers()).containsEntry("X-site", List.of("ours"));
    var body = asked.json();
    assertThat(body.path("model").asString()).isEqualTo("some/model");
    assertThat(body.at("/vllm_xargs/ngram_size").asInt()).isEqualTo(30);
    assertThat(body.has("stream_options")).isFalse();
    assertThat(body.at("/messages/0/content/1/text").asString()).contains("language is English");
    String url = body.at("/messages/0/content/0/image_url/url").asString();
    assertThat(url).startsWith("data:image/png;base64,");
    var sent =
        javax.imageio.ImageIO.read(
            new java.io.ByteArrayInputStream(
                Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1))));
    assertThat(sent.getHeight()).isEqualTo(700);
    assertThat(sent.getWidth()).isEqualTo(500);
    var page = ((Outcome.Recognised) outcome);
    assertThat(page.text().width()).isEqualTo(1000);
    assertThat(page.text().confidence()).isEmpty();
    assertThat(page.provenance().model()).isEqualTo("some/model");
    assertThat(page.provenance().engineVersion()).startsWith("some/model ");
    assertThat(page.provenance().note()).isNull();
    assertThat(spent).containsExactly(new Cost(1, 1000, 200, 1_400));
  }

  @Test
  void anAnswerInOnePieceIsUnderstoodToo() throws Exception {
    fake.then(FakeService.saysAtOnce(TEXT));

    assertThat(text(recognise())).isEqualTo(TEXT);
    assertThat(spent).containsExactly(new Cost(1, 1000, 200, 1_400));
  }

  @Test
  void anAnswerThatIsNotBelievedIsAskedForAgainARungHigherAndPaidForEachTime() throws Exception {
    fake.then(says("I'm sorry, I can't help with that."), says(TEXT, "length"), says(TEXT));

    Outcome outcome = recognise();

    assertThat(text(outcome)).isEqualTo(TEXT);
    assertThat(fake.asked)
        .extracting(asked -> asked.json().path("temperature").asDouble())
        .containsExactly(0.0, 0.3, 0.8);
    assertThat(fake.asked.get(1).json().path("top_p").asDouble()).isCloseTo(0.9, within(1e-9));
    assertThat(spent).hasSize(3);
    assertThat(((Outcome.Recognised) outcome).provenance().note())
        .contains("asked 3 times")
        .contains("cut off");
  }

  @Test
  void aTextToCorrectGoesBesideThePictureAndAnotherTextIsNoCorrection() throws Exception {
    String draft = TEXT.replace("wisdom", "vvisdom");
    fake.then(says("The quick brown fox jumps over the lazy dog, and over all the others"))
        .always(says(TEXT));
    RemoteEngineProvider provider =
        new RemoteEngineProvider(settings(fake.url() + "/v1", Duration.ofSeconds(20)));
    assertThat(provider.corrects()).isTrue();
    try (OcrEngine engine = provider.open(Map.of("THE_KEY", "sk-123"), SOON)) {
      Outcome outcome =
          engine.recognise(
              new Recognition(
                  new PageImage(PAGE, OptionalInt.empty()),
                  "eng",
                  "",
                  Instant.now().plusSeconds(30),
                  () -> false,
                  spent::add,
                  draft));

      assertThat(text(outcome)).isEqualTo(TEXT);
    }
    assertThat(fake.asked).hasSize(2);
    assertThat(fake.asked.getFirst().json().at("/messages/0/content/1/text").asString())
        .contains("Correct it by the image")
        .contains("in English")
        .endsWith(draft);
    assertThat(spent).hasSize(2);
  }

  @Test
  void whenTheLadderEndsThePageFailsAndSaysHonestlyWhy() throws Exception {
    fake.always(says("தமிழ் எழுத்துகள் மட்டுமே இங்கே உள்ளன என்று தெரிகிறது"));

    Outcome outcome = recognise();

    assertRejected(outcome, "wrong-script");
    assertThat(((Outcome.Rejected) outcome).reason()).contains("asked 3 times");
    assertThat(fake.asked).hasSize(3);
  }

  @Test
  void aLoopIsHungUpOnBeforeItEnds() throws Exception {
    fake.then(fake.saysForEver("and again ")).always(says(TEXT));

    assertThat(text(recognise())).isEqualTo(TEXT);
    assertThat(spent).hasSize(2);
    assertThat(spent.getFirst().outputTokens()).isLessThan(2_000);
  }

  @Test
  void aBlankPageIsNotAskedForAtAll() throws Exception {
    Outcome outcome = recognise(TestPages.blank(), Duration.ofSeconds(30));

    assertThat(text(outcome)).isEmpty();
    assertThat(((Outcome.Recognised) outcome).provenance().note()).contains("blank");
    assertThat(fake.asked).isEmpty();
    assertThat(spent).isEmpty();
  }

  @Test
  void aPageThatLiesIsTurnedAndItsBoxesTurnedBack() throws Exception {
    fake.then(says("---\nis_rotation_valid: False\nrotation_correction: 90\n---\nxx"), says(TEXT));

    Outcome.Recognised outcome = (Outcome.Recognised) recognise();

    var sent = fake.asked.get(1).json().at("/messages/0/content/0/image_url/url").asString();
    var image =
        javax.imageio.ImageIO.read(
            new java.io.ByteArrayInputStream(
                Base64.getDecoder().decode(sent.substring(sent.indexOf(',') + 1))));
    assertThat(image.getWidth()).isEqualTo(700);
    assertThat(outcome.text().width()).isEqualTo(1000);
    assertThat(outcome.text().height()).isEqualTo(1400);
    // The first line of the turned page stands at the left of the page as it lies.
    var first = outcome.text().lines().getFirst().box();
    var last = outcome.text().lines().getLast().box();
    assertThat(first.height()).isGreaterThan(first.width());
    assertThat(first.x1()).isLessThan(last.x1());
  }

  @Test
  void troubleThatPassesIsTriedAgainWithoutClimbing() throws Exception {
    fake.then(status(500, "oops"), status(503, ""), says(TEXT));

    assertThat(text(recognise())).isEqualTo(TEXT);
    assertThat(fake.asked)
        .extracting(asked -> asked.json().path("temperature").asDouble())
        .containsOnly(0.0);
    assertThat(spent).hasSize(1);
  }

  @Test
  void anOutageInterruptsThePage() throws Exception {
    fake.always(status(502, "bad gateway"));

    assertInterrupted(recognise(), "unavailable");
    assertThat(fake.asked).hasSize(3);
  }

  @Test
  void brokenJsonAndStreamsCutInHalfAreTriedAgain() throws Exception {
    fake.then(FakeService.json("{\"choices\": [{"), FakeService.saysHalf(TEXT), says(TEXT));

    assertThat(text(recognise())).isEqualTo(TEXT);
  }

  @Test
  void anAnswerThatNeverMakesSenseInterruptsThePage() throws Exception {
    fake.always(FakeService.json("[]"));

    assertInterrupted(recognise(), "broken-answer");
  }

  @Test
  void aRefusedKeyRejectsThePageAndIsNotTriedAgainNorTold() throws Exception {
    fake.always(status(401, "{\"error\":{\"message\":\"Incorrect API key: sk-123\"}}"));

    Outcome outcome = recognise();

    assertRejected(outcome, "bad-credentials");
    assertThat(outcome.toString()).contains("Incorrect API key").doesNotContain("sk-123");
    assertThat(fake.asked).hasSize(1);
  }

  @Test
  void aStormOf429IsWaitedOutOncePerStorm() throws Exception {
    fake.then(FakeService.tooMany("0"), FakeService.tooMany("0"), FakeService.tooMany("0"))
        .always(says(TEXT));

    assertThat(text(recognise())).isEqualTo(TEXT);
    assertThat(fake.asked).hasSize(4);
  }

  @Test
  void aPageWhoseTimeEndsBeforeTheServiceIsFreeGoesBack() throws Exception {
    fake.always(FakeService.tooMany("3600"));

    assertInterrupted(recognise(PAGE, Duration.ofSeconds(2)), "rate-limited");
    assertThat(fake.asked).hasSize(1);
  }

  @Test
  void anAnswerOf50MegabytesIsNotSwallowed() throws Exception {
    fake.then(FakeService.large(50_000_000)).always(says(TEXT));

    assertThat(text(recognise())).isEqualTo(TEXT);
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws Exception {
    fake.always(fake.silence());
    Instant start = Instant.now();

    Outcome outcome =
        recognise(
            settings(fake.url() + "/v1", Duration.ofMillis(300)), PAGE, Duration.ofSeconds(30));

    assertInterrupted(outcome, "too-slow");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(fake.asked).hasSize(3);
  }

  @Test
  void aServerThatFallsSilentInTheMiddleIsGivenUp() throws Exception {
    fake.then(fake.silenceInTheMiddle()).always(says(TEXT));

    assertThat(
            text(
                recognise(
                    settings(fake.url() + "/v1", Duration.ofMillis(500)),
                    PAGE,
                    Duration.ofSeconds(30))))
        .isEqualTo(TEXT);
  }

  @Test
  void aPageThatNobodyWantsAnyMoreIsLetGo() throws Exception {
    fake.always(
        exchange -> {
          wanted = false;
          fake.silence().to(exchange);
        });
    Instant start = Instant.now();

    assertInterrupted(recognise(), "cancelled");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    assertThat(spent).isEmpty();
  }

  @Test
  void aConnectionThatCannotBeTrustedSaysSo() throws Exception {
    var server = TestTls.serverThatNobodyTrusts();
    try {
      String tls = "https://localhost:" + server.getAddress().getPort() + "/v1";

      Outcome outcome =
          recognise(settings(tls, Duration.ofSeconds(5)), PAGE, Duration.ofSeconds(20));

      assertInterrupted(outcome, "tls");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void aServiceThatSendsItsKeyElsewhereIsNotFollowed() throws Exception {
    fake.always(
        exchange -> {
          exchange.getResponseHeaders().add("Location", fake.url() + "/elsewhere");
          exchange.sendResponseHeaders(307, -1);
        });

    assertInterrupted(recognise(), "unavailable");
    assertThat(fake.asked).extracting(FakeService.Asked::path).containsOnly("/v1/chat/completions");
  }

  @Test
  void aDamagedImageIsRejected() throws Exception {
    assertRejected(recognise(new byte[] {1, 2, 3}, Duration.ofSeconds(5)), "unreadable-image");
  }
}
