package org.kalanjiyam.ocr.server.dispatch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kalanjiyam.ocr.server.task.PagesEnded;
import org.kalanjiyam.ocr.server.task.PagesEnded.EndedPage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** How long pages take an engine's slots, as those did that ended here of late. Thread-safe. */
@Component
class PageSpeeds {
  private static final double WEIGHT_OF_NEWEST = 0.1;

  private final Map<String, Double> millis = new ConcurrentHashMap<>();

  /** How long the engine's next page will take; long if none has ended yet. */
  Duration of(String engine) {
    Double known = millis.get(engine);
    return known == null ? Duration.ofHours(1) : Duration.ofMillis(Math.round(known));
  }

  /** Forgets all, as a restart does. */
  void forget() {
    millis.clear();
  }

  @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
  void on(PagesEnded event) {
    for (EndedPage page : event.pages()) {
      Duration worked = page.worked();
      if (worked != null) {
        millis.merge(event.task().engine(), (double) worked.toMillis(), PageSpeeds::next);
      }
    }
  }

  /** One slow page is believed at once, many quick ones by and by. */
  private static double next(double before, double newest) {
    return newest > before ? newest : before + WEIGHT_OF_NEWEST * (newest - before);
  }
}
