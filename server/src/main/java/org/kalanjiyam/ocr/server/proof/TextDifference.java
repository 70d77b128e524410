package org.kalanjiyam.ocr.server.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.kalanjiyam.ocr.server.proof.Changes.Change;

/**
 * What changed from one text to another, to show: word by word and, within words that were changed,
 * by what a reader takes for one character.
 *
 * @param parts in order; those that are kept or removed make the old text, those that are kept or
 *     added the new one
 */
public record TextDifference(List<Part> parts) {

  /** In how many places the texts differ. */
  public int places() {
    int places = 0;
    Kind before = Kind.KEPT;
    for (Part part : parts) {
      places += part.kind() != Kind.KEPT && before == Kind.KEPT ? 1 : 0;
      before = part.kind();
    }
    return places;
  }

  /** What became of a part. */
  public enum Kind {
    /** In both. */
    KEPT,
    /** In the old text only. */
    REMOVED,
    /** In the new text only. */
    ADDED
  }

  /** A piece of text. */
  public record Part(Kind kind, String text) {}

  /** Compares two texts. */
  public static TextDifference between(String old, String now) {
    List<Part> parts = new ArrayList<>();
    List<String> words = Tokens.words(old);
    List<String> newWords = Tokens.words(now);
    int at = 0;
    for (Change change : Changes.between(words, newWords)) {
      add(parts, Kind.KEPT, joined(words, at, change.from()));
      within(
          parts,
          joined(words, change.from(), change.to()),
          joined(newWords, change.newFrom(), change.newTo()));
      at = change.to();
    }
    add(parts, Kind.KEPT, joined(words, at, words.size()));
    return new TextDifference(parts);
  }

  /** How many words were changed, added or removed; empty where the texts are too long to say. */
  static OptionalInt wordsChanged(String old, String now) {
    List<String> words = Tokens.words(old);
    List<String> newWords = Tokens.words(now);
    int count = 0;
    for (Change change : Changes.between(words, newWords)) {
      if (change.to() - change.from() + change.newTo() - change.newFrom() > Changes.MOST_TOKENS) {
        return OptionalInt.empty();
      }
      count +=
          Math.max(
              written(words.subList(change.from(), change.to())),
              written(newWords.subList(change.newFrom(), change.newTo())));
    }
    return OptionalInt.of(count);
  }

  private static int written(List<String> tokens) {
    return (int) tokens.stream().filter(token -> !token.isBlank()).count();
  }

  private static void within(List<Part> parts, String old, String now) {
    List<String> clusters = Tokens.clusters(old);
    List<String> newClusters = Tokens.clusters(now);
    List<Change> changes = Changes.between(clusters, newClusters);
    int kept = clusters.size() - changes.stream().mapToInt(c -> c.to() - c.from()).sum();
    if (kept * 2 < Math.max(clusters.size(), newClusters.size())) { // hardly the same word
      add(parts, Kind.REMOVED, old);
      add(parts, Kind.ADDED, now);
      return;
    }
    int at = 0;
    for (Change change : changes) {
      add(parts, Kind.KEPT, joined(clusters, at, change.from()));
      add(parts, Kind.REMOVED, joined(clusters, change.from(), change.to()));
      add(parts, Kind.ADDED, joined(newClusters, change.newFrom(), change.newTo()));
      at = change.to();
    }
    add(parts, Kind.KEPT, joined(clusters, at, clusters.size()));
  }

  private static void add(List<Part> parts, Kind kind, String text) {
    if (text.isEmpty()) {
      return;
    }
    Part last = parts.isEmpty() ? null : parts.getLast();
    if (last != null && last.kind() == kind) {
      parts.removeLast();
      parts.add(new Part(kind, last.text() + text));
    } else {
      parts.add(new Part(kind, text));
    }
  }

  private static String joined(List<String> tokens, int from, int to) {
    return String.join("", tokens.subList(from, to));
  }
}
