package org.kalanjiyam.ocr.engine.remote;

/**
 * What a model said.
 *
 * @param finish why it stopped: {@code stop}, {@code length}, or {@code loop} where it was stopped
 *     since it went round in circles
 */
record ChatAnswer(String text, String finish, Usage usage) {
  static final String LOOP = "loop";
}
