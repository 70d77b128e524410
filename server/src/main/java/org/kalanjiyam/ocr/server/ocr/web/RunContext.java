package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.budget.Money;
import org.kalanjiyam.ocr.server.proof.BookTexts.Beginning;
import org.kalanjiyam.ocr.server.task.DelayedPage;
import org.kalanjiyam.ocr.server.task.Task;

/**
 * What is told beside a run's figures.
 *
 * @param delayed pages between two attempts, the next to come first
 * @param newest pages that were read last, the newest first
 * @param newer a later run of the same book; null while this one is active or the newest
 * @param cost what it has cost so far; null where its engine costs nothing
 */
record RunContext(
    List<DelayedPage> delayed, List<Beginning> newest, @Nullable Task newer, @Nullable Money cost) {
  static final RunContext NONE = new RunContext(List.of(), List.of(), null, null);

  /** Changes when other pages are the newest. */
  public String newestKey() {
    return newest.stream().map(page -> "" + page.page()).reduce("", (a, b) -> a + " " + b);
  }
}
