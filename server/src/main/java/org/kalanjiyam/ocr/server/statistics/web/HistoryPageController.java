package org.kalanjiyam.ocr.server.statistics.web;

import java.time.Clock;
import java.time.Instant;
import org.kalanjiyam.ocr.server.statistics.TrackingHistory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /history}: what became of the pages in the last hour, day or month. */
@Controller
class HistoryPageController {
  private final TrackingHistory history;
  private final Clock clock;

  HistoryPageController(TrackingHistory history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  @GetMapping("/history")
  String show(@RequestParam(defaultValue = "day") String span, Model model) {
    HistoryView.Span chosen = HistoryView.Span.named(span);
    Instant now = clock.instant();
    model.addAttribute("spans", HistoryView.Span.values());
    model.addAttribute(
        "v",
        HistoryView.of(chosen, history.since(chosen.grain(), now.minus(chosen.length())), now));
    return "statistics/history";
  }
}
