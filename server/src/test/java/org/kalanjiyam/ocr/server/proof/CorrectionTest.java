package org.kalanjiyam.ocr.server.proof;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CorrectionTest {
  private static final String BASE = "It vvas the best\nof times, it was\n\nthe vvorst.\n";

  private static String corrected(String suggested) {
    return Correction.of(BASE, BASE, suggested);
  }

  @Test
  void wordsAreChangedAndTheTextsOwnLinesStay() {
    assertThat(corrected("It was the best of times, it was the worst."))
        .isEqualTo("It was the best\nof times, it was\n\nthe worst.\n");
  }

  @Test
  void oneWordForTwoAndTwoForOneTakeTheirPlaces() {
    assertThat(corrected("It was thebest of times, it was the vvorst."))
        .isEqualTo("It was thebest\nof times, it was\n\nthe vvorst.\n");
    assertThat(corrected("It v vas the best of times, it was the vvorst."))
        .isEqualTo("It v vas the best\nof times, it was\n\nthe vvorst.\n");
  }

  @Test
  void wordsThatAreNewStandAfterTheOneBeforeThem() {
    assertThat(corrected("So: It vvas the best of times, it was the vvorst. Indeed."))
        .isEqualTo("So: It vvas the best\nof times, it was\n\nthe vvorst. Indeed.\n");
    assertThat(corrected("It vvas the very best of good times, it was the vvorst."))
        .isEqualTo("It vvas the very best\nof good times, it was\n\nthe vvorst.\n");
  }

  @Test
  void aWordThatIsLeftOutTakesItsBlankWithIt() {
    assertThat(corrected("vvas best of times, it was the vvorst."))
        .isEqualTo("vvas best\nof times, it was\n\nthe vvorst.\n");
  }

  @Test
  void whatAPersonHasChangedMeanwhileIsTheirs() {
    String persons = "It was the BEST\nof times, it was\n\nthe vvorst.\n";

    assertThat(Correction.of(BASE, persons, "It was the beast of times, it was the worst."))
        .isEqualTo("It was the BEST\nof times, it was\n\nthe worst.\n");
  }

  @Test
  void anEmptyTextTakesWhatIsSuggested() {
    assertThat(Correction.inLinesOf("", "quite new").strip()).isEqualTo("quite new");
  }
}
