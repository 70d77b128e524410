package org.kalanjiyam.ocr.server.task;

import org.kalanjiyam.ocr.server.project.ProjectUse;
import org.springframework.stereotype.Component;

/** A project stays while a task is active on it. */
@Component
final class ActiveTaskUse implements ProjectUse {
  private final TaskTable tasks;

  ActiveTaskUse(TaskTable tasks) {
    this.tasks = tasks;
  }

  @Override
  public boolean inUse(long projectId) {
    return tasks.active(projectId).isPresent();
  }
}
