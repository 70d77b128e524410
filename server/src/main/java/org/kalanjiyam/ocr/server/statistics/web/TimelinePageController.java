package org.kalanjiyam.ocr.server.statistics.web;

import java.time.Clock;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /tasks/{id}/timeline}: who had which page when, a lane for each slot. */
@Controller
class TimelinePageController {
  private final TaskPages taskPages;
  private final Clock clock;

  TimelinePageController(TaskPages taskPages, Clock clock) {
    this.taskPages = taskPages;
    this.clock = clock;
  }

  @GetMapping("/tasks/{id}/timeline")
  String timeline(Task task, Model model) {
    model.addAttribute("task", task);
    model.addAttribute("timeline", Timeline.of(taskPages.attempts(task.id()), clock.instant()));
    return "statistics/timeline";
  }
}
