package org.kalanjiyam.ocr.server.web;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.server.dispatch.Workers;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.Tasks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The machines at work. */
@Controller
class WorkersController {
  private static final int MOST_TASKS = 500;

  private final Workers workers;
  private final Tasks tasks;
  private final EngineNames names;
  private final Clock clock;

  WorkersController(Workers workers, Tasks tasks, EngineNames names, Clock clock) {
    this.workers = workers;
    this.tasks = tasks;
    this.names = names;
    this.clock = clock;
  }

  @GetMapping("/workers")
  String all(Model model) {
    Map<UUID, String> books =
        tasks.active(null, MOST_TASKS).stream()
            .collect(Collectors.toMap(Task::id, Task::projectSlug));
    model.addAttribute("workers", workers.all());
    model.addAttribute("engines", names.all());
    model.addAttribute("books", books);
    model.addAttribute("now", clock.instant());
    return "workers";
  }
}
