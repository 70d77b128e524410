package org.kalanjiyam.ocr.server.project;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.kalanjiyam.ocr.server.problem.Refused;

/**
 * A book's name in addresses: 1 to 64 of {@code a-z}, {@code 0-9} and {@code -}, no hyphen at
 * either end.
 */
public record Slug(String value) {
  private static final int LONGEST = 64;

  /** Words that stand where a slug does in the server's addresses; a test looks for more. */
  private static final Set<String> RESERVED =
      Set.of("batch-ocr-status", "batch-ocr-events", "new", "sample");

  private static final Pattern LEGAL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");

  public Slug {
    if (!LEGAL.matcher(value).matches()) {
      throw new Refused(
          "A slug is 1 to 64 letters a-z, digits and hyphens, with no hyphen at either end");
    }
    if (RESERVED.contains(value)) {
      throw new Refused(
          "'" + value + "' is a word of the server's own addresses; choose another slug");
    }
  }

  /** A slug that can be read as the title; Indian scripts are written in Latin letters. */
  public static Slug ofTitle(String title) {
    String latin = Normalizer.normalize(Romanisation.of(title), Normalizer.Form.NFKD);
    String plain =
        latin
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss")
            .replace("æ", "ae")
            .replace("œ", "oe")
            .replace("ø", "o")
            .replace("ł", "l")
            .replaceAll("['’]", "")
            .replaceAll("[^a-z0-9]+", "-");
    String slug = trimmed(plain, LONGEST);
    return new Slug(RESERVED.contains(slug) ? slug + "-book" : slug);
  }

  /** This slug with a number behind, for when it is taken. */
  Slug numbered(int number) {
    String suffix = "-" + number;
    return new Slug(trimmed(value, LONGEST - suffix.length()) + suffix);
  }

  private static String trimmed(String slug, int longest) {
    String from = slug.replaceAll("^-+", "");
    String cut = from.substring(0, Math.min(longest, from.length())).replaceAll("-+$", "");
    return cut.isEmpty() ? "book" : cut;
  }

  @Override
  public String toString() {
    return value;
  }
}
