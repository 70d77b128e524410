package org.kalanjiyam.ocr.engine.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.kalanjiyam.ocr.engine.Tariff;

class GooglePriceTest {
  @Test
  void aPriceAndBudgetsMakeATariff() {
    assertThat(
            GooglePrice.of(
                Map.of(
                    GooglePrice.PRICE,
                    "0.0015 USD",
                    GooglePrice.MONTH,
                    "50",
                    GooglePrice.TASK,
                    "2.5")))
        .contains(
            new Tariff("USD", 1_500, OptionalLong.of(2_500_000), OptionalLong.of(50_000_000)));
    assertThat(GooglePrice.of(Map.of())).isEmpty();
  }

  @Test
  void whatCannotBeMeantIsToldAndNothingIsGuessed() {
    assertThat(GooglePrice.mistake(Map.of(GooglePrice.PRICE, "1,50"))).isPresent();
    assertThat(GooglePrice.mistake(Map.of(GooglePrice.MONTH, "50"))).isPresent();
    assertThat(GooglePrice.mistake(Map.of(GooglePrice.PRICE, "1 EUR", GooglePrice.TASK, "much")))
        .isPresent();
    assertThat(GooglePrice.mistake(Map.of(GooglePrice.PRICE, "1 EUR", GooglePrice.TASK, "3")))
        .isEmpty();
  }
}
