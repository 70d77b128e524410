package org.kalanjiyam.ocr.server.search;

import org.jspecify.annotations.Nullable;

/**
 * What a word must be like to be the one that is looked for.
 *
 * @param skeleton is in the word's skeleton
 * @param word is in the word itself; null where only the skeleton counts
 * @param latin which of the two kinds of words it is
 * @param place where in the word these have to be
 */
record WordPattern(String skeleton, @Nullable String word, boolean latin, Place place) {
  private static final int SHORTEST_WITHIN = 3;

  /** Where in a word something is. */
  enum Place {
    BEGINNING,
    ANYWHERE
  }

  /**
   * Indian words run together, so that a part of one is a word too; a part of a Latin one is not.
   */
  static WordPattern of(SearchWord wanted, @Nullable String word) {
    boolean within = !wanted.latin() && wanted.skeleton().length() >= SHORTEST_WITHIN;
    return within
        ? new WordPattern(
            stem(wanted.skeleton(), word),
            word == null ? null : stem(word, word),
            false,
            Place.ANYWHERE)
        : new WordPattern(wanted.skeleton(), word, wanted.latin(), Place.BEGINNING);
  }

  /** Without the short a that a stem ends in, so that it is found in its cases too. */
  private static String stem(String part, @Nullable String word) {
    boolean ends = part.endsWith("a") && (word == null || word.endsWith("a"));
    return ends && part.length() > SHORTEST_WITHIN ? part.substring(0, part.length() - 1) : part;
  }

  boolean fits(SearchWord candidate) {
    return candidate.latin() == latin
        && has(candidate.skeleton(), skeleton)
        && (word == null || has(candidate.word(), word));
  }

  private boolean has(String whole, String part) {
    return place == Place.ANYWHERE ? whole.contains(part) : whole.startsWith(part);
  }

  /** For SQL's {@code like}. */
  String like(String part) {
    String escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return (place == Place.ANYWHERE ? "%" : "") + escaped + "%";
  }
}
