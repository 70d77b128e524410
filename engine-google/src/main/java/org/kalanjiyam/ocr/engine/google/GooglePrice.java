package org.kalanjiyam.ocr.engine.google;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.engine.Tariff;

/**
 * What Google's pages cost, as the environment says: {@code KALANJIYAM_GOOGLE_PRICE} such as {@code
 * 0.0015 USD}, {@code KALANJIYAM_GOOGLE_TASK_BUDGET} and {@code KALANJIYAM_GOOGLE_MONTH_BUDGET}.
 * Google has many prices, so that without the first nothing is counted.
 */
final class GooglePrice {
  static final String PRICE = "KALANJIYAM_GOOGLE_PRICE";
  static final String TASK = "KALANJIYAM_GOOGLE_TASK_BUDGET";
  static final String MONTH = "KALANJIYAM_GOOGLE_MONTH_BUDGET";
  private static final String AMOUNT = "[0-9]{1,9}(?:\\.[0-9]{1,6})?";
  private static final Pattern WITH_CURRENCY = Pattern.compile("(" + AMOUNT + ") +([A-Z]{3})");

  private GooglePrice() {}

  static Optional<Tariff> of(Map<String, String> environment) {
    Matcher price = WITH_CURRENCY.matcher(environment.getOrDefault(PRICE, "").strip());
    return price.matches()
        ? Optional.of(
            new Tariff(
                price.group(2),
                micros(price.group(1)),
                budget(environment, TASK),
                budget(environment, MONTH)))
        : Optional.empty();
  }

  /** What is wrong with the variables, for a person; empty if nothing is. */
  static Optional<String> mistake(Map<String, String> environment) {
    String price = environment.getOrDefault(PRICE, "").strip();
    if (!price.isEmpty() && !WITH_CURRENCY.matcher(price).matches()) {
      return Optional.of("%s must be like '0.0015 USD', not '%s'.".formatted(PRICE, price));
    }
    for (String name : new String[] {TASK, MONTH}) {
      String budget = environment.getOrDefault(name, "").strip();
      if (!budget.isEmpty() && (price.isEmpty() || !budget.matches(AMOUNT))) {
        return Optional.of("%s must be a number such as 5, and needs %s.".formatted(name, PRICE));
      }
    }
    return Optional.empty();
  }

  private static OptionalLong budget(Map<String, String> environment, String name) {
    String budget = environment.getOrDefault(name, "").strip();
    return budget.matches(AMOUNT) ? OptionalLong.of(micros(budget)) : OptionalLong.empty();
  }

  private static long micros(String amount) {
    return new BigDecimal(amount).movePointRight(6).setScale(0, RoundingMode.CEILING).longValue();
  }
}
