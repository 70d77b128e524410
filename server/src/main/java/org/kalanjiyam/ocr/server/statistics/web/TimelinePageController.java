package org.kalanjiyam.ocr.server.statistics.web;

import java.time.Clock;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /tasks/{id}/timeline}: who had which page when, a lane for each slot. */
@Controller
class TimelinePageController {
  private final TaskHistory history;
  private final Clock clock;

  TimelinePageController(TaskHistory history, Clock clock) {
    this.history = history;
    this.clock = clock;
  }

  @GetMapping("/tasks/{id}/timeline")
  String timeline(Task task, Model model) {
    model.addAttribute("task", task);
    model.addAttribute("timeline", Timeline.of(history.attempts(task.id()), clock.instant()));
    return "statistics/timeline";
  }
}
