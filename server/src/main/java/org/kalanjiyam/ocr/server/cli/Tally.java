package org.kalanjiyam.ocr.server.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Pages of all files together. Thread-safe. */
final class Tally {
  private final Map<Path, Integer> totals = new HashMap<>();
  private final Map<Path, Integer> done = new HashMap<>();
  private final Progress progress;

  Tally(Progress progress) {
    this.progress = progress;
  }

  /** So far has this file come. */
  synchronized void file(Path file, int through, int total) {
    done.put(file, through);
    totals.put(file, total);
    progress.pages(sum(done), sum(totals));
  }

  private static int sum(Map<Path, Integer> pages) {
    return pages.values().stream().mapToInt(Integer::intValue).sum();
  }
}
