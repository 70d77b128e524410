package org.kalanjiyam.ocr.server.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates.Confusion;
import org.kalanjiyam.ocr.server.accuracy.ErrorRates.Rates;

class ErrorRatesTest {
  @Test
  void charactersWordsAndConfusionsAreCounted() {
    Rates rates = rates("the quick fox", "tbe  quick\nfo");

    assertThat(rates.cer()).isEqualTo(0.1538, within(1e-4));
    assertThat(rates.wer()).isEqualTo(0.6667, within(1e-4));
    assertThat(rates.confusions())
        .containsExactly(new Confusion("h", "b", 1), new Confusion("x", "", 1));
  }

  @Test
  void joinersAndPunctuationCountOnlyWhereTheyAreAskedFor() {
    Rates rates = rates("तत् एव।", "तत्\u200c एव");

    assertThat(rates.cer()).isEqualTo(0.2857, within(1e-4));
    assertThat(rates.cerWithoutJoiners()).isEqualTo(0.1429, within(1e-4));
    assertThat(rates.cerLettersAlone()).isZero();
  }

  @Test
  void aLetterWithItsSignsIsOneCluster() {
    assertThat(rates("கொடு", "கெடு").confusions()).containsExactly(new Confusion("கொ", "கெ", 1));
    assertThat(rates("கொடு", "கெடு").clusterErrorRate()).isEqualTo(0.5);
  }

  @Test
  void composedAndDecomposedAreTheSame() {
    assertThat(rates("\u00e9t\u00e9", "e\u0301te\u0301").cer()).isZero();
  }

  @Test
  void nothingAgainstNothingIsNoErrorAndSomethingIs() {
    assertThat(rates("", "").cer()).isZero();
    assertThat(rates("abc", "").cer()).isEqualTo(1);
  }

  @Test
  void theBandFindsWhatTheWholeTableFinds() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<String> one = random(random);
      List<String> other = random(random);
      assertThat(Alignment.of(one, other).distance()).isEqualTo(plain(one, other));
    }
  }

  @Test
  void longListsThatHaveNothingInCommonAreMeasuredInBoundedMemory() {
    List<String> long1 = Collections.nCopies(40_000, "a");
    List<String> long2 = Collections.nCopies(40_000, "b");

    Alignment alignment = Alignment.of(long1, long2);

    assertThat(alignment.cells()).isLessThanOrEqualTo(Alignment.MOST_CELLS);
    assertThat(alignment.distance()).isEqualTo(40_000);
    assertThat(Alignment.of(long1, List.of("b")).distance()).isEqualTo(40_000);
  }

  private static List<String> random(Random random) {
    return random.ints(random.nextInt(120), 0, 4).mapToObj(Integer::toString).toList();
  }

  private static int plain(List<String> one, List<String> other) {
    int[][] costs = new int[one.size() + 1][other.size() + 1];
    for (int i = 0; i <= one.size(); i++) {
      for (int j = 0; j <= other.size(); j++) {
        costs[i][j] =
            i == 0 || j == 0
                ? i + j
                : Math.min(
                    costs[i - 1][j - 1] + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1),
                    1 + Math.min(costs[i - 1][j], costs[i][j - 1]));
      }
    }
    return costs[one.size()][other.size()];
  }

  private static Rates rates(String truth, String read) {
    ErrorRates rates = new ErrorRates();
    rates.add(truth, read);
    return rates.rates();
  }
}
