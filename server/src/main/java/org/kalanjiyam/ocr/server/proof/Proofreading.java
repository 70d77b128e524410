package org.kalanjiyam.ocr.server.proof;

import org.jspecify.annotations.Nullable;

/**
 * Who has proofread a page.
 *
 * @param first person's id; null: nobody yet
 * @param second somebody else, after the first; null: nobody yet
 * @param version the text that was last called finished; null: none
 */
record Proofreading(@Nullable Long first, @Nullable Long second, @Nullable Integer version) {

  /** What it is once a person has called a version finished. */
  Proofreading by(long person, int finished) {
    boolean unchanged = version != null && version == finished;
    if (first == null) {
      return new Proofreading(person, null, finished);
    }
    if (first == person) {
      return new Proofreading(first, unchanged ? second : null, finished);
    }
    boolean stays = second != null && unchanged;
    return new Proofreading(first, stays ? second : Long.valueOf(person), finished);
  }
}
