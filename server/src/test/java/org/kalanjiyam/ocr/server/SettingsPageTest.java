package org.kalanjiyam.ocr.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.configurationprocessor.ConfigurationMetadataAnnotationProcessor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code docs/settings.md} is what the code says of its settings. To write it anew: run this test
 * with {@code -Dkalanjiyam.write-docs=true}.
 */
class SettingsPageTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path PAGE = Path.of("../docs/settings.md");
  private static final String HEAD =
      """
      # Settings

      Each is an environment variable of the server, or a property on its command line or in an
      `application.yaml` beside it. Flags of `./kalanjiyam serve` beat them; see `./kalanjiyam serve --help`. This page is
      made from the code by a test.

      | variable | property | default | what it is |
      |---|---|---|---|
      """;

  @Test
  void thePageTellsEverySettingAndNoOther(@TempDir Path made) throws IOException {
    String page = HEAD + rows(metadata(made));
    if (Boolean.getBoolean("kalanjiyam.write-docs")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void noSettingIsReadPastTheirRecords() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      assertThat(files.filter(file -> file.toString().endsWith(".java")))
          .allSatisfy(
              file -> assertThat(Files.readString(file)).doesNotContain("@Value(\"${kalanjiyam"));
    }
  }

  private static String rows(JsonNode metadata) {
    var rows = new TreeMap<String, String>();
    for (JsonNode property : metadata.path("properties")) {
      String name = property.path("name").asString();
      String variable = name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
      String text = property.path("description").asString("").replaceAll("\\s+", " ").strip();
      assertThat(text).as("what is said of " + name).isNotEmpty();
      JsonNode usual = property.path("defaultValue");
      rows.put(
          name,
          "| `%s` | `%s` | %s | %s |%n"
              .formatted(
                  variable,
                  name,
                  usual.isMissingNode() || usual.asString().isEmpty()
                      ? ""
                      : "`" + usual.asString() + "`",
                  text.replace("|", "\\|").replaceAll("\\{@\\w+ #?([^}]*)}", "`$1`")));
    }
    return String.join("", rows.values());
  }

  private static JsonNode metadata(Path made) throws IOException {
    List<String> settings;
    try (Stream<Path> files = Files.walk(SOURCES)) {
      settings =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(SettingsPageTest::holdsSettings)
              .map(Path::toString)
              .toList();
    }
    Stream<String> options =
        Stream.of(
            "-proc:only",
            "-parameters",
            "-processor",
            ConfigurationMetadataAnnotationProcessor.class.getName(),
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            made.toString());
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null, null, null, Stream.concat(options, settings.stream()).toArray(String[]::new));
    assertThat(failed).isZero();
    Path json = made.resolve("META-INF/spring-configuration-metadata.json");
    return JsonMapper.shared().readTree(Files.readAllBytes(json));
  }

  private static boolean holdsSettings(Path file) {
    try {
      return Files.readString(file).contains("@ConfigurationProperties(");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
