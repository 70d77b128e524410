package org.kalanjiyam.ocr.server.ocr.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.progress.Preflight;
import org.kalanjiyam.ocr.server.progress.PreflightBody;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;
import org.kalanjiyam.ocr.server.task.StartRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a start would do. */
@RestController
class PreflightApiController {
  private final Preflight preflight;

  PreflightApiController(Preflight preflight) {
    this.preflight = preflight;
  }

  @GetMapping("/api/v1/projects/{slug}/ocr/preflight")
  PreflightBody look(
      Project project,
      @RequestParam(required = false) @Nullable String engine,
      @RequestParam(required = false) @Nullable String language,
      @RequestParam(required = false) @Nullable String scope,
      @RequestParam(required = false) @Nullable String pages,
      @RequestParam(required = false) @Nullable String priority,
      @RequestParam Map<String, String> all,
      Person person) {
    StartRequest request =
        new StartRequest(
            StartParameters.required("engine", engine),
            StartParameters.required("language", language),
            StartParameters.word("scope", Scope.class, scope, Scope.UNEDITED),
            StartParameters.selection(pages),
            StartParameters.word("priority", Priority.class, priority, Priority.NORMAL),
            null,
            FormOptions.of(all));
    return PreflightBody.of(preflight.look(project, request, person));
  }
}
