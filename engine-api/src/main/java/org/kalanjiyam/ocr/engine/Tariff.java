package org.kalanjiyam.ocr.engine;

import java.util.Currency;
import java.util.OptionalLong;

/**
 * What pages of an engine cost, and how much may be spent.
 *
 * @param currency ISO 4217 code, such as {@code EUR}
 * @param microsPerPage what a page likely costs, in millionths of the currency
 * @param taskBudget the most that one task may cost, in millionths; empty for no limit
 * @param monthBudget the most that the engine may cost the site in a calendar month (UTC)
 */
public record Tariff(
    String currency, long microsPerPage, OptionalLong taskBudget, OptionalLong monthBudget) {
  public Tariff {
    Currency.getInstance(currency);
    if (microsPerPage < 0) {
      throw new IllegalArgumentException("A page costs nothing or more");
    }
  }
}
