package org.kalanjiyam.ocr.server.statistics;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;

/** What a worker did in some time. Not thread-safe. */
final class WorkerTally {
  int pages;
  int failed;
  @Nullable Failure last;

  /** A page that failed on it. */
  record Failure(
      Instant at, UUID taskId, int page, @Nullable String cause, @Nullable String reason) {}

  void add(UUID taskId, EndedPage page, Instant now) {
    if (page.status() == PageStatus.FAILED) {
      failed++;
      last = new Failure(now, taskId, page.page(), page.cause(), page.reason());
    } else {
      pages++;
    }
  }
}
