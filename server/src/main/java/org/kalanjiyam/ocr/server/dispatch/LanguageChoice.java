package org.kalanjiyam.ocr.server.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;

/** Matches the language that a person named with those that an engine reads. */
final class LanguageChoice {
  private static final int MOST_COMBINED = 8;

  private LanguageChoice() {}

  /** The language as the engine spells it: {@code sa} and {@code san} are the same to a person. */
  static Optional<String> of(List<Language> known, String asked) {
    String[] parts = asked.split("\\+", -1);
    if (parts.length > MOST_COMBINED) {
      return Optional.empty();
    }
    List<String> codes = new ArrayList<>();
    for (String part : parts) {
      Optional<String> code = one(known, part.strip());
      if (code.isEmpty()) {
        return Optional.empty();
      }
      codes.add(code.get());
    }
    return Optional.of(String.join("+", codes));
  }

  private static Optional<String> one(List<Language> known, String asked) {
    Optional<String> exact =
        known.stream().map(Language::code).filter(code -> code.equalsIgnoreCase(asked)).findFirst();
    return exact.isPresent() || asked.isEmpty()
        ? exact
        : known.stream()
            .map(Language::code)
            .filter(code -> iso3(code).equals(iso3(asked)))
            .findFirst();
  }

  private static String iso3(String code) {
    if (code.length() != 2) {
      return code.toLowerCase(Locale.ROOT);
    }
    try {
      return Locale.of(code.toLowerCase(Locale.ROOT)).getISO3Language();
    } catch (java.util.MissingResourceException e) {
      return code.toLowerCase(Locale.ROOT);
    }
  }

  /** The recipe of a choice, parts joined by {@code +}; empty if one of them has none. */
  static String recipe(List<Language> known, String choice) {
    List<String> recipes = new ArrayList<>();
    for (String code : choice.split("\\+")) {
      recipes.add(
          known.stream()
              .filter(one -> one.code().equals(code))
              .map(Language::recipe)
              .findFirst()
              .orElse(""));
    }
    return recipes.contains("") ? "" : String.join("+", recipes);
  }

  /**
   * Why the choice is refused.
   *
   * @param hint what the engine says of the language, or nothing
   */
  static String unknown(Engine engine, String asked, String hint) {
    String known =
        engine.languages().stream().map(Language::code).sorted().collect(Collectors.joining(", "));
    return "The engine '%s' does not recognise '%s'; it recognises: %s.%s"
        .formatted(engine.name(), asked, known, hint.isEmpty() ? "" : " " + hint);
  }
}
