package org.kalanjiyam.ocr.server.proof;

import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.server.proof.Changes.Change;

/**
 * Where another text of the same page has other words, whatever lines each is set in. Joiners,
 * which are not seen, make no difference.
 */
final class OtherReading {
  private static final String JOINERS = "[\u200c\u200d\u00ad]";

  private OtherReading() {}

  /**
   * A difference.
   *
   * @param from the first word, of all of the text's
   * @param to after the last one; {@code from} where the other text has words between two
   * @param other what the other text has there; empty where it has nothing
   */
  record Place(int from, int to, List<String> other) {}

  /** The differences, in order. */
  static List<Place> of(List<String> words, List<String> others) {
    List<Place> places = new ArrayList<>();
    for (Change change : Changes.between(seen(words), seen(others))) {
      int more = change.to() - change.from() - (change.newTo() - change.newFrom());
      if (more == 0) {
        // As many words here as there: each is another reading of its own.
        for (int i = 0; i < change.to() - change.from(); i++) {
          int at = change.newFrom() + i;
          places.add(
              new Place(change.from() + i, change.from() + i + 1, others.subList(at, at + 1)));
        }
      } else {
        places.add(
            new Place(
                change.from(), change.to(), others.subList(change.newFrom(), change.newTo())));
      }
    }
    return places;
  }

  private static List<String> seen(List<String> words) {
    return words.stream().map(word -> word.replaceAll(JOINERS, "")).toList();
  }
}
