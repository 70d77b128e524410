package org.kalanjiyam.ocr.server.trial.web;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.dispatch.Engines.Engine;
import org.kalanjiyam.ocr.server.progress.Preflight;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.trial.Setup;
import org.kalanjiyam.ocr.server.trial.Trial;

/**
 * The form from which a trial is started.
 *
 * @param pages like {@code 1-3}
 * @param chosen the set-ups so far
 * @param engine of the set-up that may be added next; null if there is none at all
 * @param options of that set-up that are not at their defaults, by name
 * @param full whether no more can be added
 * @param before the book's newest trials
 */
record TrialForm(
    Project project,
    String pages,
    List<Chosen> chosen,
    List<Engine> engines,
    @Nullable Engine engine,
    String language,
    Map<String, String> options,
    boolean full,
    List<Trial> before) {

  /**
   * A set-up as people know it.
   *
   * @param ahead what it would likely cost and take; null where nothing is known, or it has started
   */
  record Chosen(
      Setup setup,
      String engine,
      String language,
      List<String> options,
      Preflight.@Nullable Found ahead) {}
}
