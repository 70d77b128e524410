package org.kalanjiyam.ocr.engine.google;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;
import org.kalanjiyam.ocr.engine.Language;

/**
 * The languages that Google documents for its OCR. Google finds the language by itself; a hint is
 * sent only for scripts that it may take for another one. Latin ones need none, and the hint for
 * Sanskrit makes other text on the page worse.
 */
final class VisionLanguages {
  private static final Set<String> HINTED =
      Set.of(
          "am", "ar", "as", "be", "bg", "bn", "bo", "dz", "el", "fa", "gu", "hi", "hy", "iw", "ja",
          "ka", "kk", "km", "kn", "ko", "ky", "lo", "mk", "ml", "mn", "mr", "my", "ne", "or", "pa",
          "ps", "ru", "si", "sr", "ta", "te", "th", "ti", "uk", "ur", "yi", "zh");

  private static final Set<String> NOT_HINTED =
      Set.of(
          "af", "az", "bs", "ca", "ceb", "cs", "cy", "da", "de", "en", "eo", "es", "et", "eu", "fi",
          "fil", "fr", "ga", "gl", "grc", "hr", "ht", "hu", "id", "is", "it", "jv", "la", "lt",
          "lv", "ms", "mt", "nl", "no", "pl", "pt", "ro", "sa", "sk", "sl", "sq", "sv", "sw", "tr",
          "uz", "vi", "zu");

  private static final int MOST_COMBINED = 8;

  private VisionLanguages() {}

  static List<Language> all() {
    List<Language> all = new ArrayList<>();
    HINTED.forEach(code -> all.add(language(code)));
    NOT_HINTED.forEach(code -> all.add(language(code)));
    all.sort(Comparator.comparing(Language::name));
    return all;
  }

  private static Language language(String code) {
    return new Language(code, Locale.of(code).getDisplayLanguage(Locale.ENGLISH));
  }

  /**
   * What to tell Google of a page's language.
   *
   * @param language codes of two or three letters, joined by {@code +}
   * @return hints, often none; empty if one of the codes is not known
   */
  static Optional<List<String>> hints(String language) {
    String[] parts = language.split("\\+", -1);
    if (parts.length > MOST_COMBINED) {
      return Optional.empty();
    }
    List<String> codes = new ArrayList<>();
    for (String part : parts) {
      Optional<String> code = code(part.strip().toLowerCase(Locale.ROOT));
      if (code.isEmpty()) {
        return Optional.empty();
      }
      codes.add(code.get());
    }
    return Optional.of(HINTED.containsAll(codes) ? codes : List.of());
  }

  private static Optional<String> code(String asked) {
    if (HINTED.contains(asked) || NOT_HINTED.contains(asked)) {
      return Optional.of(asked);
    }
    String wanted = iso3(asked);
    return all().stream()
        .map(Language::code)
        .filter(code -> !wanted.isEmpty() && iso3(code).equals(wanted))
        .findFirst();
  }

  private static String iso3(String code) {
    try {
      return Locale.of(code).getISO3Language();
    } catch (MissingResourceException e) {
      return "";
    }
  }
}
