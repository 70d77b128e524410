package org.kalanjiyam.ocr.server.proof.web;

import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Errors as RFC 9457 problems. */
final class Problems {
  private Problems() {}

  static ErrorResponseException problem(HttpStatus status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    return new ErrorResponseException(status, problem, null);
  }

  static ErrorResponseException noProject(String slug) {
    return problem(HttpStatus.NOT_FOUND, "No such project", "There is no project '" + slug + "'.");
  }

  static ErrorResponseException noPage(String page) {
    return problem(
        HttpStatus.NOT_FOUND, "No such page", "The book has no page '" + page + "', or not yet.");
  }

  static ErrorResponseException noRevision(int version) {
    return problem(
        HttpStatus.NOT_FOUND, "No such revision", "The page has no version " + version + ".");
  }

  static ErrorResponseException conflict(String yours, SaveResult.Conflict current) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONFLICT,
            "The page was changed meanwhile; its newest version is %d. Put both texts together and"
                    .formatted(current.currentVersion())
                + " save that with this version.");
    problem.setTitle("Changed meanwhile");
    problem.setProperty("your_text", yours);
    problem.setProperty("current_text", current.currentText());
    problem.setProperty("current_version", current.currentVersion());
    return new ErrorResponseException(HttpStatus.CONFLICT, problem, null);
  }
}
