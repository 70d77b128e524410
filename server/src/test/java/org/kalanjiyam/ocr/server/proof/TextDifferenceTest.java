package org.kalanjiyam.ocr.server.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.kalanjiyam.ocr.server.proof.TextDifference.Kind.ADDED;
import static org.kalanjiyam.ocr.server.proof.TextDifference.Kind.KEPT;
import static org.kalanjiyam.ocr.server.proof.TextDifference.Kind.REMOVED;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.proof.TextDifference.Part;

class TextDifferenceTest {

  @Test
  void aChangedVowelSignShowsTheWholeSyllable() {
    assertThat(TextDifference.between("धर्मक्षेत्रे कुरु", "धर्मक्षेत्रि कुरु").parts())
        .containsExactly(
            new Part(KEPT, "धर्मक्षे"),
            new Part(REMOVED, "त्रे"),
            new Part(ADDED, "त्रि"),
            new Part(KEPT, " कुरु"));
  }

  @Test
  void anotherWordIsNotMixedWithTheOldOne() {
    assertThat(TextDifference.between("the cat sat", "the hound sat").parts())
        .containsExactly(
            new Part(KEPT, "the "),
            new Part(REMOVED, "cat"),
            new Part(ADDED, "hound"),
            new Part(KEPT, " sat"));
  }

  @Test
  void aTextThatHasNothingInCommonWithALongOneIsComparedInTime() {
    String old = numbers("a");
    String now = numbers("b");
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> TextDifference.between(old, now));
    assertThat(TextDifference.wordsChanged(old, now)).isEmpty();
  }

  private static String numbers(String prefix) {
    return IntStream.range(0, 100_000).mapToObj(n -> prefix + n).collect(Collectors.joining(" "));
  }
}
