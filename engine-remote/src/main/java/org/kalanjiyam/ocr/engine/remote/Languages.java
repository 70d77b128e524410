package org.kalanjiyam.ocr.engine.remote;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.engine.Language;

/** Names of languages, and those that a model is thought to know where the file names none. */
final class Languages {
  private static final List<String> USUAL =
      List.of(
          "eng", "san", "hin", "mar", "nep", "tam", "tel", "kan", "mal", "ben", "guj", "pan", "ori",
          "urd", "fas", "ara", "deu", "fra", "ita", "spa", "por", "nld", "lat", "ell", "grc", "rus",
          "pol", "tur", "jpn", "chi_sim", "chi_tra", "kor");

  private static final Map<String, String> NOT_IN_ISO =
      Map.of(
          "frk", "German in Fraktur",
          "grc", "Ancient Greek",
          "chi_sim", "Chinese, simplified",
          "chi_tra", "Chinese, traditional");

  private static final Map<String, String> TWO_BY_THREE =
      Arrays.stream(Locale.getISOLanguages())
          .filter(code -> code.length() == 2)
          .collect(Collectors.toMap(Languages::iso3, Function.identity(), (a, b) -> a));

  private Languages() {}

  private static String iso3(String two) {
    try {
      return Locale.of(two).getISO3Language();
    } catch (MissingResourceException e) {
      return two;
    }
  }

  static List<Language> usual() {
    return USUAL.stream().map(Languages::of).toList();
  }

  static Language of(String code) {
    return new Language(code, name(code));
  }

  /** The name of a language, or of several joined by {@code +}, in English. */
  static String name(String codes) {
    return Arrays.stream(codes.split("\\+"))
        .map(Languages::one)
        .collect(Collectors.joining(" and "));
  }

  private static String one(String code) {
    if (code.startsWith("script/")) {
      return code.substring("script/".length()) + " script";
    }
    String two = TWO_BY_THREE.getOrDefault(code, code);
    return NOT_IN_ISO.getOrDefault(code, Locale.of(two).getDisplayLanguage(Locale.ENGLISH));
  }
}
