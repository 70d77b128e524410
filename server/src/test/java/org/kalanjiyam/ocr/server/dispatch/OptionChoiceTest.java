package org.kalanjiyam.ocr.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.EngineOption;
import org.kalanjiyam.ocr.engine.EngineOption.Value;
import org.kalanjiyam.ocr.engine.Language;

class OptionChoiceTest {
  private static final List<EngineOption> KNOWN =
      List.of(
          new EngineOption(
              "long-s", "Long s", "", List.of(new Value("keep", ""), new Value("fold", ""))),
          new EngineOption("model", "Model", "", List.of()));

  @Test
  void knownOptionsAreTaken() {
    assertThat(OptionChoice.refusal("e", KNOWN, "")).isEmpty();
    assertThat(OptionChoice.refusal("e", KNOWN, "long-s=fold\nmodel=frak2021")).isEmpty();
  }

  @Test
  void unknownNamesAndValuesAreRefusedWithWhatThereIs() {
    for (String wrong : List.of("colour=red", "long-s=perhaps")) {
      assertThat(OptionChoice.refusal("e", KNOWN, wrong))
          .hasValueSatisfying(
              why -> assertThat(why).contains(wrong, "long-s=keep|fold", "model"));
    }
    assertThat(OptionChoice.refusal("e", List.of(), "x=1"))
        .hasValueSatisfying(why -> assertThat(why).contains("none"));
  }

  @Test
  void whatIsAtItsDefaultIsLeftOut() {
    assertThat(OptionChoice.withoutDefaults(KNOWN, "long-s=keep\nmodel=a")).isEqualTo("model=a");
    assertThat(OptionChoice.withoutDefaults(KNOWN, "long-s=fold")).isEqualTo("long-s=fold");
  }

  @Test
  void aChoiceOfSeveralLanguagesHasARecipeIfEachHasOne() {
    List<Language> known =
        List.of(new Language("san", "", "a", ""), new Language("eng", "", "b", ""), new Language("deu", ""));
    assertThat(LanguageChoice.recipe(known, "san+eng")).isEqualTo("a+b");
    assertThat(LanguageChoice.recipe(known, "san+deu")).isEmpty();
  }
}
