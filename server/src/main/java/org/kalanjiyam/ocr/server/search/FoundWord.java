package org.kalanjiyam.ocr.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a text and its place in it.
 *
 * @param start its first character, counted as Java and browsers do
 * @param end the character after its last
 */
record FoundWord(int start, int end, SearchWord word) {
  private static final Pattern WORD =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}\\u200c\\u200d]*");

  /** The words of a text, in order. */
  static List<FoundWord> in(CharSequence text) {
    List<FoundWord> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      SearchWord word = SearchWord.of(matcher.group());
      if (!word.word().isEmpty()) {
        words.add(new FoundWord(matcher.start(), matcher.end(), word));
      }
    }
    return words;
  }
}
