package org.kalanjiyam.ocr.server.ocr.web;

import java.util.Map;
import java.util.TreeMap;
import org.kalanjiyam.ocr.engine.Parameters;

/** An engine's options among what a form or an address says: those whose names begin so. */
final class FormOptions {
  static final String PREFIX = "option.";

  private FormOptions() {}

  /** In canonical form, without those that are left open. */
  static String of(Map<String, String> said) {
    Map<String, String> chosen = new TreeMap<>();
    said.forEach(
        (name, value) -> {
          boolean clean = (name + value).chars().noneMatch(Character::isISOControl);
          if (name.startsWith(PREFIX) && !value.isBlank() && clean && !name.contains("=")) {
            chosen.put(name.substring(PREFIX.length()), value.strip());
          }
        });
    return Parameters.format(chosen);
  }
}
