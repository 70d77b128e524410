package org.kalanjiyam.ocr.engine.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.Language;

class ProfilesTest {
  private static final TaskOptions USUAL = TaskOptions.of("");

  @TempDir Path folder;

  @Test
  void theSitesFileReplacesLineByLine() throws Exception {
    Profiles profiles = site("[san]\nletters = 33 # larger\n[xyz]\nmodels = eng");

    assertThat(profiles.of("san").letterHeight()).isEqualTo(33);
    assertThat(profiles.of("san").hasRule("visarga")).isTrue();
    assertThat(profiles.of("xyz").models()).containsExactly(List.of("eng"));
    assertThat(profiles.of("unheard-of").nonJoiner()).isEqualTo(Profile.NonJoiner.WITHIN_WORDS);
  }

  @Test
  void aLineThatMakesNoSenseIsNamed() {
    assertThatThrownBy(() -> site("[san]\nletter = 33"))
        .hasMessageContaining("line 2")
        .hasMessageContaining("letter");
    assertThatThrownBy(() -> site("letters = 33")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> site("[san]\nletters = 3000")).hasMessageContaining("3000");
  }

  @Test
  void aProfilesModelIsTakenWhereItIsThereAndTheLanguagesOwnWhereNot() throws Exception {
    model("qaa", "a b");
    Profiles profiles = site("[qaa]\nmodels = script/Qaascript | qaa\n[qab]\nmodels = qaa");

    assertThat(languages(profiles).setup("qaa", USUAL).models()).containsExactly("qaa");
    assertThat(languages(profiles).setup("qab", USUAL).models()).containsExactly("qaa");
    model("Qaascript", "a b");
    assertThat(languages(profiles).setup("qaa", USUAL).models())
        .containsExactly("script/Qaascript");
    assertThat(languages(profiles).setup("qaa", TaskOptions.of("model=qaa")).models())
        .containsExactly("qaa");
  }

  @Test
  void lettersThatTheModelCannotWriteAreNamed() throws Exception {
    model("qaa", "a\nbc\nd");
    Profiles profiles = site("[qaa]\nalphabet = a b c d e ௌ");

    Language language = described(profiles, "qaa");

    assertThat(language.missingLetters()).isEqualTo("eௌ");
  }

  @Test
  void anotherModelOrProfileIsAnotherRecipe() throws Exception {
    model("qaa", "a");
    String first = described(site("[qaa]\nletters = 20"), "qaa").recipe();

    assertThat(first).isNotEmpty();
    assertThat(described(site("[qaa]\nletters = 20\nalphabet = a b"), "qaa").recipe())
        .isEqualTo(first);
    assertThat(described(site("[qaa]\nletters = 21"), "qaa").recipe()).isNotEqualTo(first);
    model("qaa", "ab");
    assertThat(described(site("[qaa]\nletters = 20"), "qaa").recipe()).isNotEqualTo(first);
  }

  @Test
  void sanskritIsMendedAndHindiKeepsItsColon() {
    Profiles profiles = Profiles.of(Map.of());
    TextRules sanskrit = TextRules.of(profiles.of("san"), USUAL);
    TextRules hindi = TextRules.of(profiles.of("hin"), USUAL);
    TextRules tamil = TextRules.of(profiles.of("tam"), USUAL);

    assertThat(sanskrit.apply("नमः।।")).isEqualTo("नमः॥");
    assertThat(sanskrit.apply("नम:")).isEqualTo("नमः");
    assertThat(sanskrit.apply("तत्\u200c")).isEqualTo("तत्");
    assertThat(sanskrit.apply("क्\u200cष")).isEqualTo("क्\u200cष");
    assertThat(sanskrit.apply("||")).isEqualTo("॥");
    assertThat(hindi.apply("जैसे:")).isEqualTo("जैसे:");
    assertThat(tamil.apply("க்\u200cக")).isEqualTo("க்க");
  }

  @Test
  void longSIsFoldedOnlyWhereItIsAskedFor() {
    Profile fraktur = Profiles.of(Map.of()).of("frk");

    assertThat(TextRules.of(fraktur, USUAL).apply("daſs")).isEqualTo("daſs");
    assertThat(TextRules.of(fraktur, TaskOptions.of("long-s=fold")).apply("daſs"))
        .isEqualTo("dass");
  }

  @Test
  void aCharacterThatOneOfTwoLanguagesNeedsIsNotForbidden() throws Exception {
    Profiles profiles = Profiles.of(Map.of());

    assertThat(profiles.of("frk").with(profiles.of("eng")).variables())
        .doesNotContainKey("tessedit_char_blacklist");
  }

  private Language described(Profiles profiles, String code) {
    return languages(profiles).all().stream()
        .filter(language -> language.code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  private Languages languages(Profiles profiles) {
    return new Languages(
        Tessdata.of(
            Map.of(
                "KALANJIYAM_TESSDATA",
                folder.toString(),
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString())),
        profiles);
  }

  private Profiles site(String text) throws Exception {
    Path file = folder.resolve("profiles.txt");
    Files.writeString(file, text);
    return Profiles.of(Map.of("KALANJIYAM_PROFILES", file.toString()));
  }

  /** A file that has a character set and nothing else. */
  private void model(String name, String characters) throws Exception {
    StringBuilder set = new StringBuilder("3\n");
    characters.lines().forEach(line -> set.append(line).append(" 0 Common 1\n"));
    byte[] part = set.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(4 + 24 * 8 + part.length).order(ByteOrder.LITTLE_ENDIAN).putInt(24);
    for (int i = 0; i < 24; i++) {
      file.putLong(i == 21 ? 4 + 24 * 8 : -1);
    }
    Files.write(folder.resolve(name + ".traineddata"), file.put(part).array());
  }
}
