package org.kalanjiyam.ocr.server.proof;

import java.text.Normalizer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;

/**
 * What a person sends of a page.
 *
 * @param base the version that was edited, 0 for a page without text
 * @param summary what they say of the change; null: nothing
 * @param accepted words that they found right though an engine was not sure
 */
public record Edit(
    String text, int base, @Nullable String summary, List<AcceptedWord> accepted, Then then) {
  private static final int LONGEST_SUMMARY = 500;
  private static final int LONGEST_WORD = 1_000;
  private static final int MOST_ACCEPTED = 5_000;

  public Edit {
    accepted =
        accepted.stream()
            .filter(word -> word.text().indexOf('\0') < 0 && word.text().length() <= LONGEST_WORD)
            .limit(MOST_ACCEPTED)
            .toList();
    summary = summary == null || summary.isBlank() ? null : shortened(summary);
  }

  /** What becomes of the page once its text is saved. */
  public enum Then {
    /** Its status follows from its text. */
    LEAVE,
    /** The person calls it finished. */
    FINISH
  }

  /** A word where an engine saw it. */
  public record AcceptedWord(Box box, String text) {}

  /** A text, and nothing said of it. */
  public static Edit of(String text, int base) {
    return new Edit(text, base, null, List.of(), Then.LEAVE);
  }

  /** The text in Unicode NFC, with line feeds. */
  Edit cleaned() {
    String clean =
        Normalizer.normalize(text.replace("\r\n", "\n").replace('\r', '\n'), Normalizer.Form.NFC);
    return new Edit(clean, base, summary, accepted, then);
  }

  private static String shortened(String text) {
    String summary = text.replace("\0", "").strip();
    return summary.length() <= LONGEST_SUMMARY
        ? summary
        : summary.substring(0, LONGEST_SUMMARY - 1) + "…";
  }
}
