package org.kalanjiyam.ocr.engine.remote;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model is asked.
 *
 * @param correction the prompt to correct a text with; null for a model that cannot
 * @param body further members of the request; the value {@code omit} leaves out a usual one
 */
record ChatSettings(
    String model,
    String prompt,
    @Nullable String correction,
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
