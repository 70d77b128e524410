package org.kalanjiyam.ocr.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
  @Test
  void equalChoicesAreEqualTexts() {
    assertThat(Parameters.format(Map.of("long-s", "fold", "layout", "column")))
        .isEqualTo("layout=column\nlong-s=fold");
  }

  @Test
  void whatWasFormattedIsParsedAgain() {
    Map<String, String> values = Map.of("model", "frak2021", "formula", "a=b");
    assertThat(Parameters.parse(Parameters.format(values))).isEqualTo(values);
    assertThat(Parameters.parse("")).isEmpty();
  }

  @Test
  void aLineWithoutEqualsSignIsRefused() {
    assertThatThrownBy(() -> Parameters.parse("layout")).hasMessageContaining("layout");
  }

  @Test
  void anOptionTakesItsValuesOrAnyShortText() {
    var choice =
        new EngineOption("long-s", "Long s", "", List.of(new EngineOption.Value("keep", "ſ")));
    assertThat(choice.takes("keep")).isTrue();
    assertThat(choice.takes("fold")).isFalse();
    var text = new EngineOption("model", "Model", "", List.of());
    assertThat(text.takes("frak2021")).isTrue();
    assertThat(text.takes("a\nb")).isFalse();
  }
}
