package org.kalanjiyam.ocr.server.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageCountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0, 100.0",
    "3, 0, 0.0",
    "3, 1, 33.3",
    "3, 2, 66.7",
    "3, 3, 100.0",
    "3000, 2999, 99.9",
    "3000, 1, 0.0"
  })
  void theShareIsRoundedAndAHundredOnlyAtTheEnd(int total, int done, double percent) {
    var counts = new PageCounts(total, total - done, 0, done, 0, 0, 0);

    assertThat(counts.percent()).isEqualTo(percent);
  }

  @Test
  void aCancelledTaskKeepsTheShareThatItHadComeTo() {
    var counts = new PageCounts(1000, 0, 0, 299, 0, 1, 700);

    assertThat(counts.percent()).isEqualTo(30.0);
    assertThat(counts.worked()).isEqualTo(300);
    assertThat(counts.ended()).isEqualTo(1000);
  }
}
