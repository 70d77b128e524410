package org.kalanjiyam.ocr.server.search;

import java.util.List;

/**
 * What is looked for.
 *
 * @param phrase whether the words have to follow each other, since they were written in quotes
 */
record SearchQuery(List<Wanted> terms, boolean phrase) {

  /**
   * A word that is looked for.
   *
   * @param numbers of the words of the vocabulary that will do
   */
  record Wanted(List<WordPattern> patterns, List<Integer> numbers) {
    boolean fits(SearchWord word) {
      return patterns.stream().anyMatch(pattern -> pattern.fits(word));
    }
  }

  boolean findsNothing() {
    return terms.isEmpty() || terms.stream().anyMatch(term -> term.numbers().isEmpty());
  }
}
