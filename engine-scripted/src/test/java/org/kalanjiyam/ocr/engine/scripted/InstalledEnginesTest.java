package org.kalanjiyam.ocr.engine.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;

class InstalledEnginesTest {
  private static final String SPI = "org.kalanjiyam.ocr.engine.OcrEngineProvider";

  @TempDir Path folder;

  private static String source(String name, String readiness) {
    return """
    package third.party;
    import java.util.*;
    import org.kalanjiyam.ocr.engine.*;
    public final class Third implements OcrEngineProvider {
      public String name() { return "%s"; }
      public String title() { return "Third"; }
      public int concurrency() { return 1; }
      public Readiness readiness(Map<String, String> environment) { %s }
      public OcrEngine open(Map<String, String> environment) { throw new IllegalStateException(); }
    }
    """
        .formatted(name, readiness);
  }

  private static void jar(String name, String readiness, Path jar) {
    EngineJar.make(source(name, readiness), "third.party.Third", SPI, jar);
  }

  private InstalledEngines engines() {
    return InstalledEngines.of(Map.of(InstalledEngines.FOLDER, folder.toString()));
  }

  @Test
  void aJarInTheFolderAddsAnEngineAfterThoseOfTheClassPath() {
    jar("third", "return new Readiness.Ready(List.of());", folder.resolve("third.jar"));

    assertThat(engines().all())
        .extracting(OcrEngineProvider::name)
        .containsSubsequence("scripted", "third");
    assertThat(engines().problems()).isEmpty();
  }

  @Test
  void theFolderOfTheDataFolderIsLookedAtWhereNoneIsNamed() {
    jar("third", "return new Readiness.Ready(List.of());", folder.resolve("engines/third.jar"));

    assertThat(InstalledEngines.of(InstalledEngines.environment(Map.of(), folder)).find("third"))
        .isPresent();
  }

  @Test
  void anEngineWithLibrariesIsAFolder() {
    jar("third", "return new Readiness.Ready(List.of());", folder.resolve("third/third.jar"));

    assertThat(engines().find("third")).isPresent();
  }

  @Test
  void twoEnginesWithClassesOfTheSameNameDoNotMeet() {
    jar("one", "return new Readiness.Ready(List.of());", folder.resolve("one.jar"));
    jar("two", "return new Readiness.Ready(List.of());", folder.resolve("two.jar"));

    assertThat(engines().all())
        .extracting(OcrEngineProvider::name)
        .containsSubsequence("scripted", "one", "two");
  }

  @Test
  void anEngineFromTheFolderSeesNothingOfTheProgramsOwnLibraries() {
    String look =
        """
        try {
          Class.forName("org.kalanjiyam.ocr.engine.scripted.ScriptedProvider");
          return new Readiness.NotReady("It sees the program.");
        } catch (ClassNotFoundException e) {
          return new Readiness.NotReady("It sees the API alone.");
        }
        """;
    jar("third", look, folder.resolve("third.jar"));

    InstalledEngines engines = engines();

    assertThat(engines.readiness(engines.find("third").orElseThrow()))
        .hasToString("NotReady[reason=It sees the API alone.]");
  }

  @Test
  void whatCannotBeLoadedIsToldAndKeepsOutNoOther() throws Exception {
    jar("Bad Name", "return new Readiness.Ready(List.of());", folder.resolve("a.jar"));
    Files.writeString(folder.resolve("b.jar"), "no jar");
    jar("third", "return new Readiness.Ready(List.of());", folder.resolve("c.jar"));

    InstalledEngines engines = engines();

    assertThat(engines.find("third")).isPresent();
    assertThat(engines.problems()).anyMatch(problem -> problem.contains("'Bad Name'"));
    assertThat(engines.problems()).anyMatch(problem -> problem.contains("b.jar"));
  }
}
