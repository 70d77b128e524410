package org.kalanjiyam.ocr.server.web;

import java.util.List;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.PageStatus;

/** How many pages are in one state; together they are the legend of the strip of cells. */
record Count(PageStatus status, int pages) {

  /** The cell's class. */
  public String letter() {
    return Cells.letter(status);
  }

  /** All states that any page is in; read and waiting ones always. */
  static List<Count> all(PageCounts counts) {
    return Stream.of(
            new Count(PageStatus.DONE, counts.done()),
            new Count(PageStatus.ACTIVE, counts.active()),
            new Count(PageStatus.QUEUED, counts.queued()),
            new Count(PageStatus.FAILED, counts.failed()),
            new Count(PageStatus.SKIPPED, counts.skipped()),
            new Count(PageStatus.REVOKED, counts.revoked()))
        .filter(count -> count.pages() > 0 || count.status() == PageStatus.DONE)
        .toList();
  }
}
