package org.kalanjiyam.ocr.engine.remote;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import org.kalanjiyam.ocr.engine.Cost;
import org.kalanjiyam.ocr.engine.Tariff;

/**
 * What a service asks for, in millionths of a currency.
 *
 * @param perPage for each answer
 * @param perMillionIn for a million tokens sent
 * @param perMillionOut for a million tokens that come back
 */
record Price(
    String currency,
    long perPage,
    long perMillionIn,
    long perMillionOut,
    OptionalLong taskBudget,
    OptionalLong monthBudget) {

  /** Tokens of a usual page, from which its likely price is told before the first is read. */
  private static final long TOKENS_IN = 2_000;

  private static final long TOKENS_OUT = 1_200;
  private static final long MILLION = 1_000_000;

  static long micros(BigDecimal amount) {
    return amount.movePointRight(6).setScale(0, RoundingMode.CEILING).longValueExact();
  }

  Cost of(Usage usage) {
    return new Cost(
        1,
        usage.inputTokens(),
        usage.outputTokens(),
        perPage + tokens(usage.inputTokens(), usage.outputTokens()));
  }

  private long tokens(long in, long out) {
    return Math.ceilDiv(in * perMillionIn + out * perMillionOut, MILLION);
  }

  Tariff tariff() {
    return new Tariff(currency, perPage + tokens(TOKENS_IN, TOKENS_OUT), taskBudget, monthBudget);
  }
}
