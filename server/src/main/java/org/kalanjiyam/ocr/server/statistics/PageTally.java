package org.kalanjiyam.ocr.server.statistics;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;

/** What became of an engine's pages in some time. Not thread-safe. */
final class PageTally {
  long done;
  long failed;
  long others;
  final long[] waits = new long[TimeBuckets.SIZE];
  final long[] works = new long[TimeBuckets.SIZE];
  final Map<String, Long> causes = new TreeMap<>();

  void add(EndedPage page) {
    switch (page.status()) {
      case DONE -> done++;
      case FAILED -> {
        failed++;
        causes.merge(page.cause() == null ? "unknown" : page.cause(), 1L, Long::sum);
      }
      case SKIPPED, REVOKED, QUEUED, ACTIVE -> others++;
    }
    count(waits, waited(page));
    count(works, page.worked());
  }

  private static @Nullable Duration waited(EndedPage page) {
    Duration waited = page.waited();
    Duration queued = page.queued();
    return waited == null || queued == null ? null : waited.plus(queued);
  }

  private static void count(long[] buckets, @Nullable Duration time) {
    if (time != null) {
      buckets[TimeBuckets.of(time)]++;
    }
  }
}
