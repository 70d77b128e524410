package org.kalanjiyam.ocr.server.trial;

import java.util.List;
import java.util.Optional;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.progress.Preflight;
import org.kalanjiyam.ocr.server.progress.Preflight.Found;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.PageSelection;
import org.springframework.stereotype.Service;

/**
 * Looks ahead before a trial starts: what each of its set-ups likely costs, and how long it takes.
 */
@Service
public class TrialPreflight {
  private final Preflight preflight;

  TrialPreflight(Preflight preflight) {
    this.preflight = preflight;
  }

  /** For each set-up what was found; changes nothing. All empty where the pages make no sense. */
  public List<Optional<Found>> look(Project project, String pages, List<Setup> setups, Person by) {
    return setups.stream().map(setup -> look(project, pages, setup, by)).toList();
  }

  private Optional<Found> look(Project project, String pages, Setup setup, Person by) {
    try {
      return Optional.of(
          preflight.look(project, Trials.request(setup, PageSelection.parse(pages)), by));
    } catch (Refused e) {
      return Optional.empty();
    }
  }
}
