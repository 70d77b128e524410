package org.kalanjiyam.ocr.server.account;

import org.kalanjiyam.ocr.server.problem.Refused;
import java.util.regex.Pattern;

/**
 * What a person signs in with: 1 to 64 letters, digits and {@code . _ @ + -}, of any script,
 * beginning with a letter or digit. Upper and lower case are the same person.
 */
public record PersonName(String value) {
  private static final Pattern LEGAL =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._@+-]{0,63}");

  /**
   * @throws Refused for a name that is not one, in words for whoever typed it
   */
  public PersonName {
    value = value.strip();
    if (!LEGAL.matcher(value).matches()) {
      throw new Refused(
          "A name has 1 to 64 letters, digits and . _ @ + -, and begins with a letter or digit.");
    }
  }
}
