package org.kalanjiyam.ocr.engine;

/**
 * What was spent on a page, or a part of it.
 *
 * @param requests requests to a service
 * @param inputTokens tokens sent, 0 where none are counted
 * @param outputTokens tokens that came back
 * @param micros millionths of the {@link Tariff#currency}
 */
public record Cost(int requests, long inputTokens, long outputTokens, long micros) {
  public static final Cost NOTHING = new Cost(0, 0, 0, 0);

  public Cost {
    if (requests < 0 || inputTokens < 0 || outputTokens < 0 || micros < 0) {
      throw new IllegalArgumentException("A cost is not negative");
    }
  }

  public Cost plus(Cost other) {
    return new Cost(
        requests + other.requests,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens,
        micros + other.micros);
  }
}
