package org.kalanjiyam.ocr.server.ocr.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskStart.EngineChoice;

/**
 * The engine and the language that a form's menu {@code with} says, as {@code engine:language};
 * both null for those that the task had.
 */
record OtherEngine(@Nullable String engine, @Nullable String language) {
  static OtherEngine of(@Nullable String with) {
    int colon = with == null ? -1 : with.indexOf(':');
    return with == null || colon < 0
        ? new OtherEngine(null, null)
        : new OtherEngine(with.substring(0, colon), with.substring(colon + 1));
  }

  EngineChoice insteadOf(Task task) {
    return engine == null || language == null
        ? new EngineChoice(task.engine(), task.language())
        : new EngineChoice(engine, language);
  }
}
