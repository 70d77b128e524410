package org.kalanjiyam.ocr.engine.tesseract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.Language;

class TessdataTest {
  @TempDir Path folder;
  private Path own;
  private Tessdata data;

  @BeforeEach
  void putModelsOfOurOwn() throws Exception {
    own = Files.createDirectories(folder.resolve("own"));
    model("qaa");
    model("Testscript");
    data =
        Tessdata.of(
            Map.of(
                "KALANJIYAM_TESSDATA",
                own.toString(),
                "XDG_CACHE_HOME",
                folder.resolve("cache").toString()));
  }

  private void model(String name) throws Exception {
    Files.writeString(own.resolve(name + ".traineddata"), name);
  }

  @Test
  void modelsOfLanguagesAndScriptsAreNamed() {
    assertThat(data.languages())
        .contains(
            new Language("eng", "English"), new Language("script/Testscript", "Testscript script"))
        .extracting(Language::code)
        .contains("qaa")
        .doesNotContain("osd", "Testscript");
  }

  @Test
  void languagesOfSeveralFoldersAreMadeOne() throws Exception {
    Path merged = data.folderWith(data.codes("qaa+Testscript+eng"));

    assertThat(merged).startsWith(folder.resolve("cache"));
    assertThat(merged.resolve("qaa.traineddata")).hasContent("qaa");
    assertThat(merged.resolve("script/Testscript.traineddata")).hasContent("Testscript");
    assertThat(Files.size(merged.resolve("eng.traineddata"))).isGreaterThan(1_000_000);
  }

  @Test
  void aFolderThatHasAllIsTakenAsItIs() throws Exception {
    assertThat(data.folderWith(List.of("qaa"))).isEqualTo(own);
  }

  @RepeatedTest(10)
  void manyMayAskAtOnce() throws Exception {
    try (var threads = Executors.newFixedThreadPool(16)) {
      List<Future<Path>> folders = new ArrayList<>();
      var together = new CyclicBarrier(16);
      for (int i = 0; i < 16; i++) {
        folders.add(
            threads.submit(
                () -> {
                  together.await();
                  return data.folderWith(List.of("script/Testscript", "eng"));
                }));
      }
      for (Future<Path> merged : folders) {
        assertThat(merged.get().resolve("script/Testscript.traineddata")).hasContent("Testscript");
        assertThat(Files.size(merged.get().resolve("eng.traineddata"))).isGreaterThan(1_000_000);
      }
    }
    try (Stream<Path> left = Files.walk(folder.resolve("cache"))) {
      assertThat(left.filter(Files::isRegularFile))
          .allMatch(file -> file.toString().endsWith(".traineddata"));
    }
  }

  @Test
  void namesThatAreNoCodesAreUnknown() {
    for (String name : List.of("", "+", "qaa+", "../own/qaa", "qaa.traineddata", "q\0aa", "/etc")) {
      assertThatThrownBy(() -> data.codes(name)).isInstanceOf(Tessdata.UnknownLanguage.class);
    }
  }

  @Test
  void packagesAreNamedAsTheDistributionNamesThem() {
    assertThat(LanguageNames.packageOf("san")).isEqualTo("tesseract-ocr-san");
    assertThat(LanguageNames.packageOf("ta")).isEqualTo("tesseract-ocr-tam");
    assertThat(LanguageNames.packageOf("chi_tra")).isEqualTo("tesseract-ocr-chi-tra");
    assertThat(LanguageNames.packageOf("script/Devanagari")).isEqualTo("tesseract-ocr-script-deva");
  }

  @Test
  void codesOfTwoLettersMeanThoseOfThree() {
    assertThat(LanguageNames.spellings("sa")).contains("san");
    assertThat(LanguageNames.spellings("de")).contains("deu");
    assertThat(LanguageNames.spellings("zh")).contains("chi_sim");
    assertThat(LanguageNames.spellings("ENG")).contains("eng");
  }
}
