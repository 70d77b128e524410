package org.kalanjiyam.ocr.server.progress.web;

import java.net.URI;
import java.util.UUID;
import org.kalanjiyam.ocr.server.progress.TaskBody;
import org.kalanjiyam.ocr.server.task.StartResult;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Errors as RFC 9457 problems. */
final class Problems {
  private static final URI AT_LIMIT = URI.create("urn:kalanjiyam:problem:at-limit");

  private Problems() {}

  static ErrorResponseException problem(HttpStatus status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return new ErrorResponseException(status, problem, null);
  }

  static ErrorResponseException notNow(TaskBody task, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, detail);
    problem.setTitle("Not in this state");
    problem.setProperty("task", task);
    problem.setProperty("task_id", task.taskId());
    return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
  }

  static ErrorResponseException atLimit(StartResult.AtLimit limit) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, limit.reason());
    problem.setType(AT_LIMIT);
    problem.setTitle("As much as may be is under way");
    problem.setProperty("setting", limit.setting());
    problem.setProperty("most", limit.most());
    return new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS, problem, null);
  }

  static ErrorResponseException noTask(UUID id) {
    return problem(HttpStatus.NOT_FOUND, "No such task", "There is no task " + id + ".");
  }

  static ErrorResponseException noProject(String slug) {
    return problem(HttpStatus.NOT_FOUND, "No such project", "There is no project '" + slug + "'.");
  }
}
