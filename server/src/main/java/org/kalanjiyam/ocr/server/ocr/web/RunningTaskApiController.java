package org.kalanjiyam.ocr.server.ocr.web;

import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.progress.Estimates;
import org.kalanjiyam.ocr.server.progress.TaskBody;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.tracking.RunningTaskLookup;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/v1/projects/{slug}/ocr}: the project's active task, or 404. */
@RestController
class RunningTaskApiController {
  private final RunningTaskLookup detection;
  private final Estimates estimates;

  RunningTaskApiController(RunningTaskLookup detection, Estimates estimates) {
    this.detection = detection;
    this.estimates = estimates;
  }

  @GetMapping("/api/v1/projects/{slug}/ocr")
  TaskBody running(Project project) {
    return detection
        .running(project)
        .map(task -> TaskBody.of(task, estimates.of(task)))
        .orElseThrow(() -> notFound("No task of this project runs; POST here to start one."));
  }

  private static ErrorResponseException notFound(String detail) {
    return ApiProblem.of(HttpStatus.NOT_FOUND, "Not found", detail);
  }
}
