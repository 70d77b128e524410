package org.kalanjiyam.ocr.server.proof;

import java.util.List;

/**
 * A word that a person should look at.
 *
 * @param line number of its line in the revision, from 0
 * @param word number of the word in its line, from 0
 * @param others what else it may be, the likeliest first; none where nothing is known
 */
public record Doubt(int line, int word, List<String> others) {
  public Doubt {
    others = List.copyOf(others);
  }
}
