package org.kalanjiyam.ocr.engine.remote;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which scripts languages are printed in, and which a text is in. */
final class Scripts {
  private static final Map<String, Set<UnicodeScript>> BY_LANGUAGE = new HashMap<>();

  static {
    put(
        UnicodeScript.LATIN,
        "eng deu frk fra fre ger lat ita spa por nld dan swe nor fin pol ces hun ron tur vie ind"
            + " msa");
    put(UnicodeScript.DEVANAGARI, "san hin mar nep kok mai bho pli");
    put(UnicodeScript.TAMIL, "tam");
    put(UnicodeScript.TELUGU, "tel");
    put(UnicodeScript.KANNADA, "kan");
    put(UnicodeScript.MALAYALAM, "mal");
    put(UnicodeScript.BENGALI, "ben asm");
    put(UnicodeScript.GUJARATI, "guj");
    put(UnicodeScript.GURMUKHI, "pan");
    put(UnicodeScript.ORIYA, "ori");
    put(UnicodeScript.SINHALA, "sin");
    put(UnicodeScript.ARABIC, "ara fas per urd pus snd uig");
    put(UnicodeScript.HEBREW, "heb yid");
    put(UnicodeScript.CYRILLIC, "rus ukr bul srp bel mkd");
    put(UnicodeScript.GREEK, "ell grc");
    put(UnicodeScript.TIBETAN, "bod dzo");
    put(UnicodeScript.MYANMAR, "mya");
    put(UnicodeScript.THAI, "tha");
    put(UnicodeScript.KHMER, "khm");
    put(UnicodeScript.GEORGIAN, "kat");
    put(UnicodeScript.ARMENIAN, "hye");
    put(UnicodeScript.HAN, "chi_sim chi_tra zho");
    BY_LANGUAGE.put(
        "jpn", Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA));
    BY_LANGUAGE.put("kor", Set.of(UnicodeScript.HANGUL, UnicodeScript.HAN));
  }

  private Scripts() {}

  private static void put(UnicodeScript script, String languages) {
    for (String language : languages.split(" ")) {
      BY_LANGUAGE.put(language, Set.of(script));
    }
  }

  /** The scripts of a language, or of several joined by {@code +}; empty if one is not known. */
  static Set<UnicodeScript> of(String languages) {
    Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
    for (String language : languages.split("\\+")) {
      Set<UnicodeScript> some =
          language.startsWith("script/") ? named(language.substring(7)) : byCode(language);
      if (some.isEmpty()) {
        return Set.of();
      }
      scripts.addAll(some);
    }
    return scripts;
  }

  private static Set<UnicodeScript> byCode(String code) {
    String three = code.length() == 2 ? iso3(code) : code;
    return BY_LANGUAGE.getOrDefault(three.toLowerCase(Locale.ROOT), Set.of());
  }

  private static String iso3(String code) {
    try {
      return Locale.of(code).getISO3Language();
    } catch (java.util.MissingResourceException e) {
      return code;
    }
  }

  private static Set<UnicodeScript> named(String script) {
    try {
      return Set.of(UnicodeScript.forName(script.equals("Fraktur") ? "Latin" : script));
    } catch (IllegalArgumentException e) {
      return Set.of();
    }
  }

  /** Letters of a text by script. */
  static Map<UnicodeScript, Integer> count(String text) {
    Map<UnicodeScript, Integer> counts = new EnumMap<>(UnicodeScript.class);
    text.codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> counts.merge(UnicodeScript.of(letter), 1, Integer::sum));
    return counts;
  }
}
