package org.kalanjiyam.ocr.server.dispatch.web;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.dispatch.DeadLetters;
import org.kalanjiyam.ocr.server.dispatch.EngineNames;
import org.kalanjiyam.ocr.server.dispatch.Workers;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The machines at work. */
@Controller
class WorkersPageController {
  private static final int MOST_TASKS = 500;

  private final Workers workers;
  private final TaskHistory tasks;
  private final EngineNames names;
  private final DeadLetters dead;

  WorkersPageController(Workers workers, TaskHistory tasks, EngineNames names, DeadLetters dead) {
    this.workers = workers;
    this.tasks = tasks;
    this.names = names;
    this.dead = dead;
  }

  @GetMapping("/workers")
  String all(
      @RequestHeader(value = "HX-Target", required = false) @Nullable String target,
      Person person,
      Model model) {
    Map<UUID, String> books =
        tasks.active(person, MOST_TASKS).stream()
            .collect(Collectors.toMap(Task::id, Task::projectSlug));
    model.addAttribute("workers", workers.all());
    model.addAttribute("engines", names.all());
    model.addAttribute("books", books);
    model.addAttribute("deadLetters", dead.count());
    return "workers".equals(target) ? "dispatch/workers :: now" : "dispatch/workers";
  }
}
