package org.kalanjiyam.ocr.server.audit;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Strangers leave no rows for ever: refusals are forgotten after a quarter of a year. */
@Component
final class Pruning {
  static final Duration REFUSALS_KEPT = Duration.ofDays(90);

  private final Audit audit;
  private final Clock clock;

  Pruning(Audit audit, Clock clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Scheduled(initialDelayString = "PT20M", fixedDelayString = "PT6H")
  void forget() {
    audit.forgetRefusals(clock.instant().minus(REFUSALS_KEPT));
  }
}
