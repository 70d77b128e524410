package org.kalanjiyam.ocr.engine.remote;

/** An answer that is not in the format that the model should answer in. */
final class UnreadableAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableAnswer(String message) {
    super(message);
  }
}
