package org.kalanjiyam.ocr.server.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.kalanjiyam.ocr.work.WorkerAnnouncement;
import org.kalanjiyam.ocr.work.WorkerAnnouncement.LimitUse;
import org.kalanjiyam.ocr.work.WorkerOrder;
import org.springframework.stereotype.Component;

/**
 * Divides a service's limit among the worker processes that share it, and has all of them wait when
 * one was told to. Known from the workers' announcements alone, so that it holds without Redis and
 * over several servers: all of them say the same. Thread-safe.
 */
@Component
class LimitShares {
  private static final Duration SAY_AGAIN = Duration.ofSeconds(10);

  private final Workers workers;
  private final Clock clock;
  private final Map<String, Said> said = new HashMap<>();

  private record Said(WorkerOrder.Share share, Instant at) {}

  LimitShares(Workers workers, Clock clock) {
    this.workers = workers;
    this.clock = clock;
  }

  /** What to tell all workers after one announced itself; empty if they know. */
  synchronized Optional<WorkerOrder.Share> after(WorkerAnnouncement heard) {
    LimitUse use = heard.limit();
    if (use == null) {
      return Optional.empty();
    }
    WorkerOrder.Share now = share(use.name());
    Said before = said.get(use.name());
    boolean known =
        before != null
            && before.share().equals(now)
            && before.at().plus(SAY_AGAIN).isAfter(clock.instant());
    if (known || now.processes() == 0) {
      return Optional.empty();
    }
    said.put(use.name(), new Said(now, clock.instant()));
    return Optional.of(now);
  }

  private WorkerOrder.Share share(String limit) {
    List<LimitUse> users =
        workers.live().stream()
            .map(WorkerAnnouncement::limit)
            .filter(use -> use != null && use.name().equals(limit))
            .map(Objects::requireNonNull)
            .toList();
    Instant until =
        users.stream()
            .map(LimitUse::pausedUntil)
            .filter(Objects::nonNull)
            .max(Instant::compareTo)
            .filter(latest -> latest.isAfter(clock.instant()))
            .orElse(null);
    return new WorkerOrder.Share(limit, users.size(), until);
  }
}
