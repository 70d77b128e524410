package org.kalanjiyam.ocr.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** No template says a word of its own: all words come from the bundles. */
class TemplateWordsTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern WORD = Pattern.compile("\\p{Alpha}{3}");
  private static final Set<String> SAID = Set.of("aria-label", "title", "alt", "data-name");
  private static final Set<String> REPLACED =
      Set.of("th:text", "th:utext", "th:replace", "th:insert");

  @Test
  void everyWordOfATemplateIsReplacedByAMessage() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      List<String> own =
          files
              .filter(file -> file.toString().endsWith(".html"))
              .flatMap(TemplateWordsTest::ownWords)
              .toList();
      assertThat(own).isEmpty();
    }
  }

  private static Stream<String> ownWords(Path file) {
    return Jsoup.parse(read(file)).getAllElements().stream()
        .filter(TemplateWordsTest::saysSomething)
        .map(element -> file + ": " + element.outerHtml());
  }

  private static boolean saysSomething(Element element) {
    boolean attribute =
        SAID.stream()
            .anyMatch(
                name ->
                    WORD.matcher(element.attr(name)).find() && !element.hasAttr("th:" + name));
    boolean text = WORD.matcher(element.ownText()).find() && !isReplaced(element);
    return attribute || text;
  }

  private static boolean isReplaced(Element element) {
    return element.normalName().equals("code")
        || Stream.concat(Stream.of(element), element.parents().stream())
            .anyMatch(outer -> REPLACED.stream().anyMatch(outer::hasAttr));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
