package org.kalanjiyam.ocr.server.account;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what has run out. */
@Component
final class Housekeeping {
  private final EntryLinks links;
  private final SignInFailures failures;
  private final KnownAddresses known;

  Housekeeping(EntryLinks links, SignInFailures failures, KnownAddresses known) {
    this.known = known;
    this.links = links;
    this.failures = failures;
  }

  @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
  void forget() {
    links.forgetOld();
    failures.forgetOld();
    known.forgetOld();
  }
}
