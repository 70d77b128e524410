package org.kalanjiyam.ocr.server.ocr.web;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.ocr.BulkAction;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange.Outcome;
import org.kalanjiyam.ocr.server.ocr.BulkTaskChange.Wish;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Many tasks changed by one call. */
@RestController
class BulkTasksApiController {
  private final BulkTaskChange bulk;

  BulkTasksApiController(BulkTaskChange bulk) {
    this.bulk = bulk;
  }

  /**
   * What is to be done.
   *
   * @param action {@code pause}, {@code resume}, {@code cancel} or {@code retry}
   * @param filter which tasks, by the words of {@code GET /api/v1/tasks}; of an editor only those
   *     that they started themselves
   * @param engine for a retry: by another engine
   * @param language for a retry: in another language
   * @param next where an earlier call left off, as it said
   */
  record BulkBody(
      @Nullable String action,
      @Nullable TaskQuery filter,
      @Nullable String engine,
      @Nullable String language,
      @Nullable UUID next) {}

  /** Changes up to 500 tasks; {@code next} in the answer says where to go on. */
  @PostMapping("/api/v1/tasks/bulk")
  Outcome change(@RequestBody BulkBody body, Person person) {
    BulkAction action =
        StartParameters.word(
            "action",
            BulkAction.class,
            StartParameters.required("action", body.action()),
            BulkAction.PAUSE);
    TaskQuery query = body.filter() == null ? TaskQuery.ANYTHING : body.filter();
    try {
      return bulk.change(
          new Wish(action, query.filter(body.next(), person.id()), body.engine(), body.language()),
          person);
    } catch (Refused e) {
      throw ApiProblem.of(HttpStatus.FORBIDDEN, "Not for you", e.reason());
    }
  }
}
