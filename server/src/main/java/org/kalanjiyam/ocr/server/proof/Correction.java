package org.kalanjiyam.ocr.server.proof;

import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.server.proof.Changes.Change;

/**
 * What a suggestion makes of a text: the suggestion's words in the text's own lines, and nothing
 * changed that a person has changed since the suggestion was made.
 */
final class Correction {
  private Correction() {}

  /**
   * The corrected text.
   *
   * @param base the text that was corrected
   * @param now the page's text by now
   * @param suggested the corrected text, in whatever lines
   */
  static String of(String base, String now, String suggested) {
    StringBuilder text = new StringBuilder();
    for (Merge.Piece piece : Merge.of(base, now, inLinesOf(base, suggested))) {
      text.append(
          switch (piece) {
            case Merge.Agreed(String agreed) -> agreed;
            case Merge.Overlap(String persons, String engines) -> persons;
          });
    }
    return text.toString();
  }

  /** The words of a text, with what is between the words of another. */
  static String inLinesOf(String text, String suggested) {
    List<String> tokens = Tokens.words(text);
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i++) {
      if (!tokens.get(i).isBlank()) {
        places.add(i);
      }
    }
    List<String> words = Tokens.written(suggested);
    StringBuilder made = new StringBuilder();
    int at = 0;
    for (Change change : Changes.between(Tokens.written(text), words)) {
      int old = change.to() - change.from();
      List<String> now = words.subList(change.newFrom(), change.newTo());
      if (old == 0 && change.from() > 0) {
        at = append(made, tokens, at, places.get(change.from() - 1) + 1);
        now.forEach(word -> made.append(' ').append(word));
        continue;
      }
      at = append(made, tokens, at, start(places, change.from(), tokens.size()));
      for (int i = 0; i < now.size(); i++) {
        made.append(now.get(i));
        if (i < Math.min(old, now.size()) - 1) {
          // The word's own blank or line end follows.
          at = places.get(change.from() + i) + 1;
          at = append(made, tokens, at, places.get(change.from() + i + 1));
        } else if (i < now.size() - 1 || old == 0) {
          made.append(' ');
        }
      }
      if (old > 0) {
        at = places.get(change.to() - 1) + 1;
        if (now.isEmpty() && at < tokens.size() && !tokens.get(at).equals("\n")) {
          at++; // the blank goes with its word
        }
      }
    }
    append(made, tokens, at, tokens.size());
    return made.toString();
  }

  private static int start(List<Integer> places, int word, int end) {
    return word < places.size() ? places.get(word) : end;
  }

  private static int append(StringBuilder made, List<String> tokens, int from, int to) {
    for (int i = from; i < to; i++) {
      made.append(tokens.get(i));
    }
    return Math.max(from, to);
  }
}
