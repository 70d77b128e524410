package org.kalanjiyam.ocr.server.ocr;

import java.util.ArrayList;
import java.util.List;
import org.kalanjiyam.ocr.server.task.PageCounts;

/**
 * A progress bar, 1000 units long, in parts by what became of the pages.
 *
 * @param percent 0 to 100, one decimal
 */
public record ProgressBar(double percent, int ended, int total, List<Part> parts) {

  /** A stretch of the bar. */
  record Part(String kind, int from, int width) {}

  public static ProgressBar of(PageCounts counts) {
    List<Part> parts = new ArrayList<>();
    int from = 0;
    from = add(parts, "done", from, counts.done(), counts);
    from = add(parts, "failed", from, counts.failed(), counts);
    from = add(parts, "skipped", from, counts.skipped(), counts);
    add(parts, "active", from, counts.active(), counts);
    return new ProgressBar(counts.percent(), counts.worked(), counts.total(), List.copyOf(parts));
  }

  private static int add(List<Part> parts, String kind, int from, int pages, PageCounts of) {
    if (pages == 0) {
      return from;
    }
    int width = (int) Math.min(1000 - from, Math.max(2, Math.round(pages * 1000.0 / of.total())));
    parts.add(new Part(kind, from, width));
    return from + width;
  }
}
