package org.kalanjiyam.ocr.server.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replacing over a book: a page after the other gets one revision, in which every ticked place is
 * replaced. A page that somebody changed meanwhile is left out.
 *
 * @param startedBy id of the person
 * @param undoneAt when somebody asked to undo it; null if nobody did
 * @param counts how its pages are
 * @param leftOut numbers of pages that were left out, forth or back, since they were changed
 *     meanwhile
 */
public record Replacement(
    UUID id,
    String find,
    String replaceBy,
    long startedBy,
    String startedByName,
    Instant startedAt,
    @Nullable Instant undoneAt,
    Counts counts,
    List<Integer> leftOut) {

  /**
   * Pages by what became of them.
   *
   * @param queued to be changed, or changed back, yet
   */
  public record Counts(int total, int queued, int done, int leftOut, int undone) {
    /** Share of the pages that are through, 0 to 100. */
    public int percent() {
      return total == 0 ? 100 : (total - queued) * 100 / total;
    }
  }

  /** Whether pages are still to come. */
  public boolean active() {
    return counts.queued() > 0;
  }

  /** Whether it can be undone now. */
  public boolean undoable() {
    return !active() && undoneAt == null && counts.done() > 0;
  }
}
