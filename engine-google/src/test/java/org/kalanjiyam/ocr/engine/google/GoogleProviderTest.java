package org.kalanjiyam.ocr.engine.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.Readiness;

class GoogleProviderTest {
  @TempDir Path folder;
  private final GoogleProvider provider = new GoogleProvider();

  private String reason(Map<String, String> environment) {
    return ((Readiness.NotReady) provider.readiness(environment)).reason();
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("key.json"), content);
  }

  @Test
  void withoutAKeyItSaysWhatToDo() {
    assertThat(reason(Map.of()))
        .contains("GOOGLE_APPLICATION_CREDENTIALS")
        .contains("service account");
  }

  @Test
  void aKeyFileThatIsNotThereIsNamed() {
    assertThat(reason(Map.of("GOOGLE_APPLICATION_CREDENTIALS", "/nowhere/key.json")))
        .contains("/nowhere/key.json")
        .contains("not there");
  }

  @Test
  void aFileThatIsNoKeyIsRefusedAndNotQuoted() throws IOException {
    for (String content : new String[] {"", "secret text", "[]", "{\"a\": \"secret\"}"}) {
      assertThat(reason(Map.of("GOOGLE_APPLICATION_CREDENTIALS", file(content).toString())))
          .contains("not a key file")
          .doesNotContain("secret");
    }
  }

  @Test
  void withAKeyItIsReadyAndReadsSanskritTamilHindiAndEnglish() throws IOException {
    Path key = file("{\"type\": \"service_account\", \"project_id\": \"p\"}");
    Readiness readiness =
        provider.readiness(Map.of("GOOGLE_APPLICATION_CREDENTIALS", key.toString()));

    assertThat(((Readiness.Ready) readiness).languages())
        .contains(
            new Language("sa", "Sanskrit"),
            new Language("ta", "Tamil"),
            new Language("hi", "Hindi"),
            new Language("en", "English"),
            new Language("iw", "Hebrew"))
        .allSatisfy(language -> assertThat(language.name()).isNotEqualTo(language.code()));
  }

  @Test
  void anEndpointOnThisMachineNeedsNoKey() {
    assertThat(provider.readiness(Map.of("KALANJIYAM_GOOGLE_ENDPOINT", "127.0.0.1:5000")))
        .isInstanceOf(Readiness.Ready.class);
  }

  @Test
  void anEndpointElsewhereNeedsAKeyAndTls() {
    assertThat(reason(Map.of("KALANJIYAM_GOOGLE_ENDPOINT", "eu-vision.googleapis.com")))
        .contains("GOOGLE_APPLICATION_CREDENTIALS");
    assertThat(reason(Map.of("KALANJIYAM_GOOGLE_ENDPOINT", "http://vision.example:80")))
        .contains("without TLS");
    assertThat(reason(Map.of("KALANJIYAM_GOOGLE_ENDPOINT", "http://127.0.0.1.example:80")))
        .contains("without TLS");
    assertThat(reason(Map.of("KALANJIYAM_GOOGLE_ENDPOINT", "not an address")))
        .contains("host:port");
  }

  @Test
  void theLimitOfRequestsIsANumber() {
    assertThat(
            GoogleSetup.of(
                Map.of(
                    "KALANJIYAM_GOOGLE_ENDPOINT",
                    "localhost:1",
                    "KALANJIYAM_GOOGLE_REQUESTS_PER_MINUTE",
                    "60")))
        .isInstanceOfSatisfying(
            GoogleSetup.Usable.class,
            usable -> assertThat(usable.requestsPerMinute()).isEqualTo(60));
    assertThat(
            reason(
                Map.of(
                    "KALANJIYAM_GOOGLE_ENDPOINT",
                    "localhost:1",
                    "KALANJIYAM_GOOGLE_REQUESTS_PER_MINUTE",
                    "0")))
        .contains("number");
  }

  @Test
  void hintsAreSentOnlyWhereTheyHelp() {
    assertThat(VisionLanguages.hints("ta").orElseThrow()).containsExactly("ta");
    assertThat(VisionLanguages.hints("tam").orElseThrow()).containsExactly("ta");
    assertThat(VisionLanguages.hints("hin+ta").orElseThrow()).containsExactly("hi", "ta");
    assertThat(VisionLanguages.hints("heb").orElseThrow()).containsExactly("iw");
    assertThat(VisionLanguages.hints("sa").orElseThrow()).isEmpty();
    assertThat(VisionLanguages.hints("san+eng").orElseThrow()).isEmpty();
    assertThat(VisionLanguages.hints("ta+en").orElseThrow()).isEmpty();
    assertThat(VisionLanguages.hints("xx")).isEmpty();
    assertThat(VisionLanguages.hints("ta+")).isEmpty();
    assertThat(VisionLanguages.hints("")).isEmpty();
  }
}
