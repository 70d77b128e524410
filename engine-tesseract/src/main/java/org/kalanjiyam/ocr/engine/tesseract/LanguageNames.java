package org.kalanjiyam.ocr.engine.tesseract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;

/** Names of Tesseract's models for people, and the spellings by which people ask for them. */
final class LanguageNames {
  private static final Map<String, String> SPECIAL =
      Map.ofEntries(
          Map.entry("frk", "German (Fraktur)"),
          Map.entry("deu_latf", "German (Fraktur)"),
          Map.entry("chi_sim", "Chinese (simplified)"),
          Map.entry("chi_tra", "Chinese (traditional)"),
          Map.entry("chi_sim_vert", "Chinese (simplified, vertical)"),
          Map.entry("chi_tra_vert", "Chinese (traditional, vertical)"),
          Map.entry("jpn_vert", "Japanese (vertical)"),
          Map.entry("enm", "English (Middle, 1100-1500)"),
          Map.entry("frm", "French (Middle, ca. 1400-1600)"),
          Map.entry("grc", "Greek (Ancient)"),
          Map.entry("ita_old", "Italian (old)"),
          Map.entry("spa_old", "Spanish (old)"),
          Map.entry("kat_old", "Georgian (old)"),
          Map.entry("aze_cyrl", "Azerbaijani (Cyrillic)"),
          Map.entry("srp_latn", "Serbian (Latin)"),
          Map.entry("uzb_cyrl", "Uzbek (Cyrillic)"),
          Map.entry("equ", "Equations"),
          Map.entry("osd", "Orientation and script"));

  private LanguageNames() {}

  static String of(String code) {
    if (code.startsWith("script/")) {
      String script = code.substring("script/".length()).replace('_', ' ');
      return script + " script";
    }
    String special = SPECIAL.get(code);
    if (special != null) {
      return special;
    }
    String name = Locale.of(code).getDisplayLanguage(Locale.ENGLISH);
    return name.isEmpty() ? code : name;
  }

  /** ISO 15924 codes of scripts, by which the distribution names its packages. */
  private static final Map<String, String> SCRIPT_PACKAGES =
      Map.ofEntries(
          Map.entry("Arabic", "arab"),
          Map.entry("Armenian", "armn"),
          Map.entry("Bengali", "beng"),
          Map.entry("Canadian_Aboriginal", "cans"),
          Map.entry("Cherokee", "cher"),
          Map.entry("Cyrillic", "cyrl"),
          Map.entry("Devanagari", "deva"),
          Map.entry("Ethiopic", "ethi"),
          Map.entry("Fraktur", "frak"),
          Map.entry("Georgian", "geor"),
          Map.entry("Greek", "grek"),
          Map.entry("Gujarati", "gujr"),
          Map.entry("Gurmukhi", "guru"),
          Map.entry("HanS", "hans"),
          Map.entry("HanT", "hant"),
          Map.entry("Hangul", "hang"),
          Map.entry("Hebrew", "hebr"),
          Map.entry("Japanese", "jpan"),
          Map.entry("Kannada", "knda"),
          Map.entry("Khmer", "khmr"),
          Map.entry("Lao", "laoo"),
          Map.entry("Latin", "latn"),
          Map.entry("Malayalam", "mlym"),
          Map.entry("Myanmar", "mymr"),
          Map.entry("Oriya", "orya"),
          Map.entry("Sinhala", "sinh"),
          Map.entry("Syriac", "syrc"),
          Map.entry("Tamil", "taml"),
          Map.entry("Telugu", "telu"),
          Map.entry("Thaana", "thaa"),
          Map.entry("Thai", "thai"),
          Map.entry("Tibetan", "tibt"),
          Map.entry("Vietnamese", "viet"));

  /** The distribution's package for a language that a person asked for. */
  static String packageOf(String asked) {
    String script = asked.startsWith("script/") ? asked.substring("script/".length()) : asked;
    String known = SCRIPT_PACKAGES.get(script);
    if (known != null) {
      return "tesseract-ocr-script-" + known;
    }
    List<String> spellings = spellings(script);
    String code = spellings.stream().filter(s -> s.matches("[a-z_]{3,}")).findFirst().orElse("all");
    return "tesseract-ocr-" + code.replace('_', '-');
  }

  /** The codes that a person may mean, the likeliest first. */
  static List<String> spellings(String asked) {
    List<String> spellings = new ArrayList<>();
    if (!asked.isEmpty() && Character.isUpperCase(asked.charAt(0))) {
      spellings.add("script/" + asked);
    }
    spellings.add(asked);
    String lower = asked.toLowerCase(Locale.ROOT);
    if (!lower.equals(asked) && !asked.startsWith("script/")) {
      spellings.add(lower);
    }
    if (lower.equals("zh")) {
      spellings.add("chi_sim");
    } else if (lower.matches("[a-z]{2}")) {
      try {
        spellings.add(Locale.of(lower).getISO3Language());
      } catch (MissingResourceException e) {
        return spellings;
      }
    }
    if (lower.matches("[a-z]+") && !lower.isEmpty()) {
      spellings.add(
          "script/" + lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
    }
    return spellings;
  }
}
