package org.kalanjiyam.ocr.engine.remote;

import java.util.List;
import java.util.Map;

/**
 * How a model is asked.
 *
 * @param body further members of the request; the value {@code omit} leaves out a usual one
 */
record ChatSettings(
    String model,
    String prompt,
    ImageShape image,
    int maxTokens,
    List<Decoding> ladder,
    Map<String, Object> body,
    AnswerFormat answer) {
  ChatSettings {
    ladder = List.copyOf(ladder);
    body = Map.copyOf(body);
  }
}
