package org.kalanjiyam.ocr.server.ocr.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Parameters;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.springframework.http.HttpStatus;

/** Reads what a program asks for; what cannot be read is a problem that says how it is written. */
final class StartParameters {
  private StartParameters() {}

  static String required(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "Missing member",
          "The request needs '" + name + "'; GET /api/v1/engines lists what is known.");
    }
    return value.strip();
  }

  static @Nullable PageSelection selection(@Nullable String pages) {
    if (pages == null || pages.isBlank()) {
      return null;
    }
    try {
      return PageSelection.parse(pages);
    } catch (Refused e) {
      throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Not a list of pages", e.reason());
    }
  }

  /** What another engine is asked for: its opinion, or suggestions. */
  static TaskPurpose opinion(@Nullable String purpose) {
    TaskPurpose known = word("purpose", TaskPurpose.class, purpose, TaskPurpose.OPINION);
    if (known != TaskPurpose.OPINION && known != TaskPurpose.SUGGESTION) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST, "Unknown purpose", "'purpose' is 'opinion' or 'suggestion'.");
    }
    return known;
  }

  /** Options in canonical form; names and values are checked where the engine is known. */
  static String options(@Nullable Map<String, String> options) {
    if (options == null) {
      return "";
    }
    Map<String, String> chosen = new TreeMap<>(options);
    chosen.values().removeIf(value -> value == null || value.isBlank());
    for (Map.Entry<String, String> option : chosen.entrySet()) {
      if ((option.getKey() + option.getValue()).chars().anyMatch(Character::isISOControl)
          || option.getKey().contains("=")) {
        throw ApiProblem.of(
            HttpStatus.BAD_REQUEST,
            "Not an option",
            "'options' is an object of names and short texts; GET /api/v1/engines lists them.");
      }
    }
    return Parameters.format(chosen);
  }

  /** One of an enum's words, in lower case. */
  static <E extends Enum<E>> E word(String name, Class<E> words, @Nullable String value, E usual) {
    if (value == null || value.isBlank()) {
      return usual;
    }
    for (E word : words.getEnumConstants()) {
      if (word.name().toLowerCase(Locale.ROOT).equals(value)) {
        return word;
      }
    }
    String known =
        Arrays.stream(words.getEnumConstants())
            .map(word -> word.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    throw ApiProblem.of(
        HttpStatus.BAD_REQUEST, "Unknown " + name, "'" + name + "' is one of: " + known + ".");
  }
}
