package org.kalanjiyam.ocr.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.Scope;

/**
 * The form from which a task is started, and what is said before it starts.
 *
 * @param engine the chosen one; null if there is none at all
 * @param language code of the chosen one
 * @param edited pages that somebody edited
 * @param failed pages that failed in the last task
 * @param low likely time in seconds; null while nothing is known of this engine here
 * @param ahead pages of other books that wait for the same engine
 */
record OcrForm(
    Project project,
    List<Engine> engines,
    @Nullable Engine engine,
    String language,
    Scope scope,
    String pages,
    int edited,
    int failed,
    @Nullable Long low,
    @Nullable Long high,
    int ahead) {

  public boolean ready() {
    return engine != null && engine.available() && project.status() == Project.Status.READY;
  }

  /** Engines that cannot be chosen now, and why. */
  public List<Engine> notReady() {
    return engines.stream().filter(one -> !one.available()).toList();
  }

  public int toRead() {
    return switch (scope) {
      case UNEDITED -> project.pageCount() - edited;
      case FAILED -> failed;
      case ALL -> project.pageCount();
    };
  }

  /** Pages left alone because somebody edited them. */
  public int leftAlone() {
    return scope == Scope.UNEDITED ? edited : 0;
  }
}
