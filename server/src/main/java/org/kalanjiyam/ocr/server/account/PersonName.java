package org.kalanjiyam.ocr.server.account;

import java.text.Normalizer;
import java.util.Locale;
import org.kalanjiyam.ocr.server.problem.Refused;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.server.problem.Refused;

/**
 * What a person signs in with: 1 to 64 letters, digits and {@code . _ @ + -}, of any script,
 * beginning with a letter or digit. Upper and lower case, and different ways to encode the same
 * letters, are the same person: the name is kept in one normal form, made here and nowhere else.
 */
public record PersonName(String value) {
  private static final Pattern LEGAL =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+-]{0,63}");

  /**
   * @throws Refused for a name that is not one, in words for whoever typed it
   */
  public PersonName {
    value = normalForm(value);
    if (!LEGAL.matcher(value).matches()) {
      throw new Refused(
          "A name has 1 to 64 letters, digits and . _ @ + -, and begins with a letter or digit.");
    }
  }

  /** Any text in the form in which names are kept, so that it can be compared with them. */
  static String normalForm(String text) {
    String lower =
        Normalizer.normalize(text.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(lower, Normalizer.Form.NFKC);
  }
}
