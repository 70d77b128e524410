package org.kalanjiyam.ocr.server.site;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;

/** Sentences that are told in English and said in the reader's language. */
class ToldSentencesTest {
  private static final ResourceBundle ENGLISH = ResourceBundle.getBundle("messages", Locale.ROOT);
  private static final Pattern REFUSAL = Pattern.compile("new Refused\\((.*?)\\);", Pattern.DOTALL);
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private static final Pattern DEED =
      Pattern.compile(
          "\"((?:task|project|page|person|token|replace|password|sign-in|sign-out)\\.[a-z-]+)\"");

  /** Those that are for whoever starts the server or writes a script. */
  private static final List<String> NOT_FOR_READERS =
      List.of("NamedProxies", "PublicAddress", "TrialApiController");

  private static List<Path> sources;

  private final Phrases phrases = new Phrases(new PluralMessages());

  @BeforeAll
  static void findTheSources() throws IOException {
    try (Stream<Path> modules = Files.list(Path.of(".."))) {
      sources =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .flatMap(ToldSentencesTest::javaFiles)
              .toList();
    }
  }

  @AfterEach
  void noLanguage() {
    LocaleContextHolder.resetLocaleContext();
  }

  @Test
  void whatAnEngineToldIsSaidInTheReadersLanguageWithItsFigures() {
    LocaleContextHolder.setLocale(Locale.of("hi"));
    assertThat(
            phrases.told(
                "10 pages in a row failed for the same reason. Google does not accept the key."
                    + " Check the file in GOOGLE_APPLICATION_CREDENTIALS (it says: expired key)."))
        .isEqualTo(
            "लगातार 10 पृष्ठ एक ही कारण से विफल हुए। Google कुंजी स्वीकार नहीं करता।"
                + " GOOGLE_APPLICATION_CREDENTIALS में बताई फ़ाइल जाँचें (वह कहता है: expired"
                + " key)।");
    assertThat(phrases.told("letter.doc: its image has no pixels."))
        .isEqualTo("letter.doc: चित्र में पिक्सेल नहीं हैं।");
    LocaleContextHolder.setLocale(Locale.of("ta"));
    assertThat(phrases.told("Page 3 of a.pdf is damaged and cannot be read"))
        .isEqualTo("a.pdf கோப்பின் பக்கம் 3: சேதமடைந்துள்ளது, படிக்க முடியவில்லை");
  }

  @Test
  void whatNobodyKnowsStaysAsItIs() {
    LocaleContextHolder.setLocale(Locale.of("ta"));
    assertThat(phrases.told("It is torn.")).isEqualTo("It is torn.");
    assertThat(phrases.told("நூல் இல்லை.")).isEqualTo("நூல் இல்லை.");
    assertThat(phrases.told(null)).isNull();
    LocaleContextHolder.setLocale(Locale.ENGLISH);
    assertThat(phrases.told("Google failed.")).isEqualTo("Google failed.");
  }

  @Test
  void everySentenceIsToldSomewhere() {
    String told = sources.stream().map(ToldSentencesTest::joined).collect(joining("\n"));
    assertThat(ENGLISH.keySet().stream().filter(key -> key.startsWith("told.")))
        .isNotEmpty()
        .allSatisfy(
            key ->
                assertThat(ENGLISH.getString(key).replace("''", "'").split("\\{\\d\\}"))
                    .as(key)
                    .allMatch(part -> told.contains(part.replaceAll("^: |[.,;:]$", ""))));
  }

  @Test
  void everyRefusalIsAmongThem() {
    ToldSentences sentences = ToldSentences.ofBundle();
    assertThat(
            sources.stream()
                .filter(
                    file -> NOT_FOR_READERS.stream().noneMatch(no -> file.toString().contains(no)))
                .flatMap(file -> refusals(joined(file))))
        .isNotEmpty()
        .allSatisfy(refusal -> assertThat(sentences.find(refusal)).as(refusal).isPresent());
  }

  /** The sentences that a file refuses by, with 7 for each name and figure in them. */
  private static Stream<String> refusals(String source) {
    return REFUSAL
        .matcher(source)
        .results()
        .map(found -> found.group(1))
        .filter(said -> said.contains("\""))
        .map(
            said -> {
              String parts =
                  LITERAL.matcher(said).results().map(one -> one.group(1)).collect(joining("7"));
              boolean endsWithName = said.replaceAll("[^\"+]", "").endsWith("+");
              return parts.replaceAll("%,?[ds]", "7") + (endsWithName ? "7" : "");
            });
  }

  /** A file with literals that go over several lines put together. */
  private static String joined(Path file) {
    try {
      return Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatIsAuditedHasWords() {
    List<String> deeds =
        sources.stream()
            .map(ToldSentencesTest::joined)
            .filter(text -> text.contains("record("))
            .flatMap(text -> DEED.matcher(text).results())
            .map(found -> found.group(1))
            .distinct()
            .toList();
    assertThat(deeds).contains("project.create", "token.refused", "page.rotate");
    assertThat(deeds)
        .allSatisfy(action -> assertThat(ENGLISH.containsKey("deed." + action)).isTrue());
  }

  private static Stream<Path> javaFiles(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
