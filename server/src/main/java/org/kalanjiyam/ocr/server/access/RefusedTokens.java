package org.kalanjiyam.ocr.server.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.kalanjiyam.ocr.server.account.SignInService;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Tokens that were refused, by address: the first of each hour is noted at once, how many more came
 * at its end, so that no flood of them is one of rows. From an address that sends many, more are
 * told to come later. Thread-safe.
 */
@Component
final class RefusedTokens {
  private static final int AT_ONCE = 300;
  private static final int MANY_ADDRESSES = 1000;
  private static final String OTHERS = "other addresses";

  private final SignInService service;
  private final Buckets<String> buckets;
  private final ConcurrentMap<String, Integer> more = new ConcurrentHashMap<>();

  RefusedTokens(SignInService service, Clock clock) {
    this.service = service;
    this.buckets = new Buckets<>(AT_ONCE, AT_ONCE, Duration.ofMinutes(1), clock);
  }

  /** Notes one; false if it is one too many. */
  boolean note(String address) {
    String counted = more.containsKey(address) || more.size() < MANY_ADDRESSES ? address : OTHERS;
    if (more.merge(counted, 0, (before, none) -> before + 1) == 0) {
      service.refusedToken(counted);
    }
    return buckets.take(address);
  }

  @Scheduled(initialDelayString = "PT1H", fixedDelayString = "PT1H")
  void noteHowManyMore() {
    for (Map.Entry<String, Integer> counted : more.entrySet()) {
      Integer count = more.remove(counted.getKey());
      if (count != null && count > 0) {
        service.refusedToken(counted.getKey() + ", " + count + " more within an hour");
      }
    }
    buckets.forgetAll();
  }
}
