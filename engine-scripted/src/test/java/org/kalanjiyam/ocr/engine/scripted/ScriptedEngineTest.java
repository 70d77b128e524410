package org.kalanjiyam.ocr.engine.scripted;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.OcrEngine;
import org.kalanjiyam.ocr.engine.Outcome;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;

class ScriptedEngineTest {
  private final OcrEngine engine = new ScriptedProvider().open(Map.of());

  @Test
  void anImageWithoutScriptIsReadAlikeEachTime() throws Exception {
    var first = (Outcome.Recognised) recognise("image", "", false);
    var again = (Outcome.Recognised) recognise("image", "", false);
    var other = (Outcome.Recognised) recognise("other", "", false);

    assertThat(first.text()).isEqualTo(again.text()).isNotEqualTo(other.text());
    assertThat(first.text().text()).startsWith("This page has\n6105d6cc76af4003");
  }

  @Test
  void theScriptInTheImageCountsBeforeTheParameters() throws Exception {
    assertThat(recognise("PNG..kalanjiyam-script:delay=5 reject=a-cause\0x", "interrupt=b", false))
        .isInstanceOfSatisfying(
            Outcome.Rejected.class, no -> assertThat(no.cause()).isEqualTo("a-cause"));
    assertThat(recognise("PNG", "interrupt=b", false))
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class, no -> assertThat(no.cause()).isEqualTo("b"));
  }

  @Test
  void theEnvironmentCountsForAllOtherPages() throws Exception {
    OcrEngine told = new ScriptedProvider().open(Map.of("KALANJIYAM_SCRIPT", "reject=told"));

    assertThat(told.recognise(recognition("PNG", "", false))).isInstanceOf(Outcome.Rejected.class);
  }

  @Test
  void aDelayEndsWhenThePageIsCancelled() throws Exception {
    assertThat(recognise("", "delay=600000", true))
        .isInstanceOfSatisfying(
            Outcome.Interrupted.class, no -> assertThat(no.cause()).isEqualTo("cancelled"));
  }

  @Test
  void aDefectThrows() {
    assertThatThrownBy(() -> recognise("", "throw", false))
        .isInstanceOf(IllegalStateException.class);
  }

  private Outcome recognise(String image, String parameters, boolean cancelled) throws Exception {
    return engine.recognise(recognition(image, parameters, cancelled));
  }

  private static Recognition recognition(String image, String parameters, boolean cancelled) {
    return new Recognition(
        new PageImage(image.getBytes(US_ASCII), OptionalInt.empty()),
        "eng",
        parameters,
        Instant.now().plusSeconds(60),
        () -> cancelled);
  }
}
