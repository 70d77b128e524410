package org.kalanjiyam.ocr.server.ocr.web;

import java.net.URI;
import java.util.Map;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.progress.TaskBody;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Errors as RFC 9457 problems. */
final class TaskProblems {
  private static final URI AT_LIMIT = URI.create("urn:kalanjiyam:problem:at-limit");

  private TaskProblems() {}

  static ErrorResponseException notNow(TaskBody task, String detail) {
    return ApiProblem.of(
        HttpStatus.CONFLICT,
        "Not in this state",
        detail,
        Map.of("task", task, "task_id", task.taskId()));
  }

  static ErrorResponseException atLimit(StartResult.AtLimit limit) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, limit.reason());
    problem.setType(AT_LIMIT);
    problem.setTitle("Too much is running already");
    problem.setProperty("setting", limit.setting());
    problem.setProperty("most", limit.most());
    return new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS, problem, null);
  }
}
