package org.kalanjiyam.ocr.server.shelf.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.project.Page.Status;

/**
 * How far a book has come, as a bar 1000 units long.
 *
 * @param left pages that have a text and are not proofread
 */
record StatusBar(List<Part> parts, int total, int left) {

  /** A stretch of the bar. */
  record Part(Status status, int from, int width) {}

  private static final List<Status> ORDER =
      List.of(Status.PROOFREAD_TWICE, Status.PROOFREAD_ONCE, Status.SKIP, Status.RECOGNISED);

  static StatusBar of(Map<Status, Integer> counts) {
    int total = counts.values().stream().mapToInt(Integer::intValue).sum();
    List<Part> parts = new ArrayList<>();
    int from = 0;
    for (Status status : ORDER) {
      int pages = counts.getOrDefault(status, 0);
      if (pages > 0) {
        int width = (int) Math.min(1000 - from, Math.max(2, Math.round(pages * 1000.0 / total)));
        parts.add(new Part(status, from, width));
        from += width;
      }
    }
    return new StatusBar(List.copyOf(parts), total, counts.getOrDefault(Status.RECOGNISED, 0));
  }

  /** Whether every page that has a text is proofread. */
  public boolean done() {
    return total > 0 && left == 0 && !parts.isEmpty();
  }
}
