package org.kalanjiyam.ocr.server.access;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.Role;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.Task;

/**
 * What the reader of a page may do, so that it offers nothing else. The routes themselves are
 * guarded elsewhere.
 */
public record Rights(@Nullable Person person) {

  /** May edit text. */
  public boolean edit() {
    return covers(Role.PROOFREADER);
  }

  /** May create books and run OCR. */
  public boolean run() {
    return covers(Role.EDITOR);
  }

  /** May do everything. */
  public boolean administer() {
    return covers(Role.ADMIN);
  }

  /** May delete a project and say who sees it. */
  public boolean own(Project project) {
    return administer() || (run() && person != null && person.id() == project.createdBy());
  }

  /** May pause, resume, cancel and retry a task. */
  public boolean control(Task task) {
    return administer() || (run() && person != null && person.id() == task.startedBy());
  }

  private boolean covers(Role role) {
    return person != null && person.role().covers(role);
  }
}
