package org.kalanjiyam.ocr.server.statistics.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChartTest {

  @Test
  void aValueWithoutNeighboursIsADashAndOthersAreALine() {
    List<Double> alone = Arrays.asList(null, 1.0, null, null);
    List<Double> together = Arrays.asList(2.0, 1.0, null, 2.0);

    Chart chart = Chart.lines(alone, together);

    assertThat(chart.first()).isEqualTo("M266.0 60.0h8");
    assertThat(chart.second()).isEqualTo("M90.0 0.0L270.0 60.0M626.0 0.0h8");
  }
}
