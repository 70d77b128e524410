package org.kalanjiyam.ocr.server.proof;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text cut into pieces that are compared; put together they are the text again. */
final class Tokens {
  private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");
  private static final Pattern WORD = Pattern.compile("\\n|[^\\S\\n]+|\\S+");

  private Tokens() {}

  /** Lines, each with its line feed. */
  static List<String> lines(String text) {
    return all(LINE, text);
  }

  /** Words, what is between them, and each line feed for itself. */
  static List<String> words(String text) {
    return all(WORD, text);
  }

  /** Words alone. */
  static List<String> written(String text) {
    return words(text).stream().filter(word -> !word.isBlank()).toList();
  }

  /** What a reader takes for one character: a syllable of an Indian script is never cut apart. */
  static List<String> clusters(String text) {
    BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> clusters = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      clusters.add(text.substring(from, to));
      from = to;
    }
    return clusters;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }
}
