package org.kalanjiyam.ocr.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.PluralRules;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bundles of messages, against each other and against ICU. */
class MessagesTest {
  private static final Map<String, String> ENGLISH = bundle("messages.properties");

  private final PluralMessages messages = new PluralMessages();

  @ParameterizedTest
  @EnumSource(names = "ENGLISH", mode = EnumSource.Mode.EXCLUDE)
  void aBundleHasTheKeysOfTheEnglishOneAndNoOthers(Language language) {
    Set<String> spoken = new TreeSet<>(ENGLISH.keySet());
    spoken.removeIf(key -> key.startsWith("problemDetail.")); // the API's, which speaks English
    assertThat(bundle(language).keySet()).containsExactlyInAnyOrderElementsOf(spoken);
  }

  @ParameterizedTest
  @EnumSource
  void everyPatternIsOneOfIcu(Language language) {
    assertThat(bundle(language))
        .allSatisfy((key, text) -> new MessageFormat(text, language.locale()));
  }

  @ParameterizedTest
  @EnumSource
  void aMessageTakesTheArgumentsThatItTakesInEnglish(Language language) {
    assertThat(bundle(language))
        .allSatisfy(
            (key, text) ->
                assertThat(arguments(text))
                    .isEqualTo(arguments(Objects.requireNonNull(ENGLISH.get(key)))));
  }

  @ParameterizedTest
  @EnumSource
  void aPluralHasEveryFormThatItsLanguageHas(Language language) {
    Set<String> forms = PluralRules.forLocale(language.locale()).getKeywords();
    assertThat(bundle(language))
        .allSatisfy((key, text) -> assertThat(missingForms(text, forms)).isEmpty());
  }

  @Test
  void aKeyStandsOnceInABundle() {
    assertThat(Stream.of(Language.values()).map(MessagesTest::file).flatMap(MessagesTest::repeated))
        .isEmpty();
  }

  @Test
  void aCountIsSaidInThePluralAndTheNumbersOfTheReadersLanguage() {
    assertThat(pages(1, "en")).isEqualTo("1 page");
    assertThat(pages(123456, "en")).isEqualTo("123,456 pages");
    assertThat(pages(1, "ta")).isEqualTo("1 பக்கம்");
    assertThat(pages(123456, "ta")).isEqualTo("1,23,456 பக்கங்கள்");
    assertThat(pages(0, "hi")).isEqualTo("कोई पृष्ठ नहीं");
    assertThat(pages(123456, "hi")).isEqualTo("1,23,456 पृष्ठ");
  }

  @Test
  void aTextWithoutArgumentsIsNoPattern() {
    assertThat(messages.getMessage("bell.many", null, Locale.ENGLISH))
        .as("a script fills it in")
        .contains("{0}");
  }

  private String pages(int pages, String language) {
    return messages.getMessage("phrase.pages", new Object[] {pages}, Locale.of(language));
  }

  private static Set<String> arguments(String text) {
    MessagePattern pattern = new MessagePattern(text);
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < pattern.countParts(); i++) {
      MessagePattern.Part.Type type = pattern.getPartType(i);
      if (type == MessagePattern.Part.Type.ARG_NUMBER
          || type == MessagePattern.Part.Type.ARG_NAME) {
        names.add(pattern.getSubstring(pattern.getPart(i)));
      }
    }
    return names;
  }

  private static Set<String> missingForms(String text, Set<String> forms) {
    MessagePattern pattern = new MessagePattern(text);
    Set<String> missing = new TreeSet<>();
    for (int i = 0; i < pattern.countParts(); i++) {
      MessagePattern.Part part = pattern.getPart(i);
      if (part.getType() == MessagePattern.Part.Type.ARG_START
          && part.getArgType() == MessagePattern.ArgType.PLURAL) {
        Set<String> here = new TreeSet<>();
        for (int j = i; j < pattern.getLimitPartIndex(i); j = after(pattern, j)) {
          if (pattern.getPartType(j) == MessagePattern.Part.Type.ARG_SELECTOR) {
            here.add(pattern.getSubstring(pattern.getPart(j)));
          }
        }
        forms.stream()
            .filter(form -> !here.contains(form) && !form.equals("one"))
            .forEach(missing::add);
        if (!here.contains("one") && !here.contains("=0") && !here.contains("=1")) {
          missing.add("one");
        }
      }
    }
    return missing;
  }

  /** The part after this one, over a nested message. */
  private static int after(MessagePattern pattern, int part) {
    return pattern.getPartType(part) == MessagePattern.Part.Type.MSG_START
        ? pattern.getLimitPartIndex(part) + 1
        : part + 1;
  }

  private static Map<String, String> bundle(Language language) {
    return bundle(file(language));
  }

  private static String file(Language language) {
    return language == Language.ENGLISH
        ? "messages.properties"
        : "messages_" + language.locale().getLanguage() + ".properties";
  }

  private static Map<String, String> bundle(String file) {
    Properties read = new Properties();
    load(file, read);
    Map<String, String> texts = new TreeMap<>();
    read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
    return texts;
  }

  private static Stream<String> repeated(String file) {
    Set<Object> seen = new java.util.HashSet<>();
    Set<String> twice = new TreeSet<>();
    load(
        file,
        new Properties() {
          @Override
          public synchronized Object put(Object key, Object value) {
            if (!seen.add(key)) {
              twice.add(file + ": " + key);
            }
            return super.put(key, value);
          }
        });
    return twice.stream();
  }

  private static void load(String file, Properties into) {
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(MessagesTest.class.getResourceAsStream("/" + file)),
            StandardCharsets.UTF_8)) {
      into.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
