package org.kalanjiyam.ocr.server.trial.web;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Parameters;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.trial.Comparisons;
import org.kalanjiyam.ocr.server.trial.Setup;
import org.kalanjiyam.ocr.server.trial.Trial;
import org.kalanjiyam.ocr.server.trial.Trials;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Trials for programs. To go on with a set-up, start a task with it. */
@RestController
@RequestMapping("/api/v1/projects/{slug}/trials")
class TrialApiController {
  private static final int MOST_LISTED = 50;

  private final Trials trials;
  private final Comparisons comparisons;

  TrialApiController(Trials trials, Comparisons comparisons) {
    this.trials = trials;
    this.comparisons = comparisons;
  }

  /**
   * Body of a start.
   *
   * @param pages like {@code 1-3}; three are chosen where it is left out
   */
  record StartBody(@Nullable String pages, @Nullable List<@Nullable SetupBody> setups) {}

  /** A set-up to try. */
  record SetupBody(
      @Nullable String engine, @Nullable String language, @Nullable Map<String, String> options) {}

  @PostMapping
  ResponseEntity<TrialBody> start(Project project, @RequestBody StartBody body, Person person) {
    List<@Nullable SetupBody> setups = body.setups() == null ? List.of() : body.setups();
    String pages = body.pages();
    try {
      Trial trial =
          trials.start(
              project,
              pages == null || pages.isBlank() ? trials.suggestedPages(project) : pages,
              setups.stream().map(TrialApiController::setup).toList(),
              person);
      return ResponseEntity.accepted()
          .location(
              URI.create("/api/v1/projects/%s/trials/%s".formatted(project.slug(), trial.id())))
          .body(body(trial));
    } catch (Refused e) {
      throw ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "Not a trial", e.reason());
    }
  }

  private static Setup setup(@Nullable SetupBody body) {
    if (body == null || body.engine() == null || body.language() == null) {
      throw new Refused("Each set-up needs 'engine' and 'language'.");
    }
    Map<String, String> options = body.options() == null ? Map.of() : body.options();
    options.forEach(
        (name, value) -> {
          if (value == null
              || name.contains("=")
              || (name + value).chars().anyMatch(Character::isISOControl)) {
            throw new Refused("'options' is an object of names and short texts.");
          }
        });
    return new Setup(body.engine(), body.language(), Parameters.format(options));
  }

  /** The newest, without their pages' texts. */
  @GetMapping
  List<TrialBody> newest(Project project) {
    return trials.newest(project, MOST_LISTED).stream().map(TrialBody::of).toList();
  }

  @GetMapping("/{trial}")
  TrialBody one(Project project, @PathVariable UUID trial) {
    return body(find(project, trial));
  }

  @PostMapping("/{trial}/cancel")
  ResponseEntity<TrialBody> cancel(Project project, @PathVariable UUID trial, Person person) {
    try {
      trials.cancel(find(project, trial), person);
    } catch (Refused e) {
      throw ApiProblem.of(HttpStatus.FORBIDDEN, "Not yours", e.reason());
    }
    return ResponseEntity.accepted().body(body(find(project, trial)));
  }

  private TrialBody body(Trial trial) {
    return TrialBody.of(comparisons.of(trial));
  }

  private Trial find(Project project, UUID trial) {
    return trials
        .find(project, trial)
        .orElseThrow(
            () ->
                ApiProblem.of(
                    HttpStatus.NOT_FOUND, "No such trial", "The book has no trial " + trial + "."));
  }
}
