package org.kalanjiyam.ocr.engine.remote;

/** Tokens of one answer, as the server counts them, else guessed from its length. */
record Usage(long inputTokens, long outputTokens) {
  private static final int CHARACTERS_A_TOKEN = 3;
  private static final int TOKENS_OF_A_PICTURE = 1_500;

  static Usage guessed(String prompt, CharSequence answer) {
    return new Usage(
        TOKENS_OF_A_PICTURE + prompt.length() / CHARACTERS_A_TOKEN,
        answer.length() / CHARACTERS_A_TOKEN);
  }

  long tokens() {
    return inputTokens + outputTokens;
  }
}
