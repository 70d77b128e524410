package org.kalanjiyam.ocr.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;

class EnginesFileTest {
  private static final String WHOLE =
      """
      engines:
        - name: qwen
          title: Qwen3-VL 8B
          url: http://gpu.example:8000/v1/
          model: Qwen/Qwen3-VL-8B-Instruct
          preset: qwen-vl
          key-file: qwen.key
          languages: [eng, san, frk=Old German print]
          at-a-time: 16
          page-seconds: 300
          request-seconds: 120
          prompt: Read {language}.
          image: {longest-side: 1500, megapixels: 2, format: jpeg}
          max-tokens: 4000
          temperatures: [0, 0.5]
          top-p: 0.9
          body: {repetition_penalty: 1.05, extra: {a: [1, true, x]}}
          headers: {X-Site: ours, X-Token: "env:SITE_TOKEN"}
          limits: {requests-per-minute: 60, tokens-per-minute: 100000}
          price: {currency: USD, page: 0.001, million-tokens-in: 0.15, million-tokens-out: 0.6}
          budget: {task: 5, month: 100.50}
          boxes: none
          fallback: tesseract
      """;

  @TempDir Path folder;

  private EnginesFile read(String text) throws Exception {
    return EnginesFile.read(Files.writeString(folder.resolve("engines.yaml"), text));
  }

  @Test
  void everyMemberIsTaken() throws Exception {
    EnginesFile file = read(WHOLE);

    assertThat(file.mistakes()).isEmpty();
    EngineSettings engine = file.engines().getFirst();
    assertThat(engine.connection().base()).hasToString("http://gpu.example:8000/v1");
    assertThat(engine.connection().key()).isEqualTo(new Secret.InFile(folder.resolve("qwen.key")));
    assertThat(engine.connection().headers()).containsExactly(Map.entry("X-Site", "ours"));
    assertThat(engine.connection().secretHeaders())
        .containsExactly(Map.entry("X-Token", new Secret.InVariable("SITE_TOKEN")));
    assertThat(engine.connection().limits())
        .isEqualTo(new Limits(OptionalInt.of(60), OptionalInt.of(100_000)));
    assertThat(engine.languages())
        .extracting("name")
        .containsExactly("English", "Sanskrit", "Old German print");
    assertThat(engine.price().orElseThrow())
        .isEqualTo(
            new Price(
                "USD",
                1_000,
                150_000,
                600_000,
                OptionalLong.of(5_000_000),
                OptionalLong.of(100_500_000)));
    assertThat(engine.boxes()).isEmpty();
    assertThat(engine.fallback()).contains("tesseract");
    ChatSettings chat = engine.chat();
    assertThat(chat.ladder()).containsExactly(new Decoding(0, 0.9), new Decoding(0.5, 0.9));
    assertThat(chat.image()).isEqualTo(new ImageShape(1500, 2_000_000, ImageShape.Encoding.JPEG));
    assertThat(chat.body()).containsEntry("extra", Map.of("a", List.of(1L, true, "x")));
  }

  @Test
  void whatIsWrongIsToldByItsLine() throws Exception {
    EnginesFile file =
        read(
            """
            engines:
              - name: One Two
                url: gpu:8000
                model: m
                temprature: 1
              - name: three
                url: http://gpu/v1
                key: sk-123
                at-a-time: 0
                preset: gpt
                temperatures: [hot]
                price: {currency: Euro}
              - name: four
                kind: service
                url: http://gpu
                model: m
                budget: {month: 3}
              - name: five
                url: http://gpu
                model: m
              - name: five
                url: http://gpu
                model: m
            engine: []
            """);

    assertThat(file.mistakes())
        .allMatch(mistake -> mistake.startsWith("engines.yaml, line "))
        .anyMatch(mistake -> mistake.contains("line 2: 'name' is wrong"))
        .anyMatch(mistake -> mistake.contains("line 3: 'url' is wrong"))
        .anyMatch(mistake -> mistake.contains("line 5: there is no member 'temprature'"))
        .anyMatch(mistake -> mistake.contains("line 8: 'key' does not belong here"))
        .anyMatch(mistake -> mistake.contains("line 9: 'at-a-time' is wrong"))
        .anyMatch(
            mistake ->
                mistake.contains(
                    "line 10: 'preset' is wrong: 'gpt' is none of these: general, olmocr"))
        .anyMatch(mistake -> mistake.contains("line 11: 'temperatures' is wrong"))
        .anyMatch(mistake -> mistake.contains("line 12: 'currency' is wrong"))
        .anyMatch(mistake -> mistake.contains("line 6: 'model' is missing"))
        .anyMatch(mistake -> mistake.contains("line 16: there is no member 'model'"))
        .anyMatch(mistake -> mistake.contains("line 17: 'budget' is wrong: without 'price'"))
        .anyMatch(
            mistake -> mistake.contains("line 21: there is an engine 'five' at line 18 already"))
        .anyMatch(mistake -> mistake.contains("line 24: there is no member 'engine'"));
    assertThat(file.engines()).extracting(EngineSettings::name).containsExactly("five");
    assertThat(file.mistakes().toString()).doesNotContain("sk-123");
  }

  @Test
  void whatIsNoYamlIsToldByItsLine() throws Exception {
    assertThat(read("engines:\n  - name: a\n    url: [\n").mistakes())
        .singleElement()
        .asString()
        .startsWith("engines.yaml, line 4: this is not YAML");
    assertThat(read("- a\n").mistakes())
        .containsExactly("engines.yaml, line 1: the file should begin with 'engines:'");
    assertThat(read("").mistakes()).isEmpty();
  }

  @Test
  void enginesOfTheFileAreFoundWithTheOthersAndMistakesAreProblems() throws Exception {
    Files.writeString(folder.resolve("engines.yaml"), WHOLE + "  - name: broken\n");

    InstalledEngines engines =
        InstalledEngines.of(InstalledEngines.environment(Map.of("SITE_TOKEN", "t"), folder));

    OcrEngineProvider qwen = engines.find("qwen").orElseThrow();
    assertThat(qwen.title()).isEqualTo("Qwen3-VL 8B");
    assertThat(qwen.concurrency()).isEqualTo(16);
    assertThat(qwen.paid()).isTrue();
    assertThat(qwen.tariff(Map.of()).orElseThrow().microsPerPage()).isEqualTo(1_000 + 300 + 720);
    assertThat(engines.problems()).anyMatch(one -> one.contains("line 24: 'url' is missing"));
    assertThat(engines.readiness(qwen))
        .isEqualTo(
            new Readiness.NotReady(
                "The file %s, which should have its key, cannot be read."
                    .formatted(folder.resolve("qwen.key"))));

    Files.writeString(folder.resolve("qwen.key"), "sk-123\n");
    assertThat(engines.readiness(qwen)).isInstanceOf(Readiness.Ready.class);
  }
}
