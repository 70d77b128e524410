package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.server.task.PageCounts;
import org.kalanjiyam.ocr.server.task.PageStatus;

/** How many pages are in one state; together they are the legend of the strip of cells. */
record StatusCount(PageStatus status, int pages) {

  /** The cell's class. */
  public String letter() {
    return PageCells.letter(status);
  }

  /** All states that any page is in; read and waiting ones always. */
  public static List<StatusCount> all(PageCounts counts) {
    return Stream.of(
            new StatusCount(PageStatus.DONE, counts.done()),
            new StatusCount(PageStatus.ACTIVE, counts.active()),
            new StatusCount(PageStatus.QUEUED, counts.queued()),
            new StatusCount(PageStatus.FAILED, counts.failed()),
            new StatusCount(PageStatus.SKIPPED, counts.skipped()),
            new StatusCount(PageStatus.REVOKED, counts.revoked()))
        .filter(count -> count.pages() > 0 || count.status() == PageStatus.DONE)
        .toList();
  }
}
