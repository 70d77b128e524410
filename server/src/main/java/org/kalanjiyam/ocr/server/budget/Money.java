package org.kalanjiyam.ocr.server.budget;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * An amount.
 *
 * @param amount in units of the currency, such as {@code 1.25}; as many digits as say something
 * @param currency ISO 4217 code
 */
public record Money(String amount, String currency) {
  private static final long CENTS = 10_000;

  static Money ofMicros(long micros, String currency) {
    BigDecimal exact = BigDecimal.valueOf(micros, 6);
    BigDecimal shown =
        micros == 0 || micros >= CENTS
            ? exact.setScale(2, RoundingMode.HALF_UP)
            : exact.setScale(4, RoundingMode.UP);
    return new Money(shown.toPlainString(), currency);
  }

  /** For a person. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%s %s", amount, currency);
  }
}
