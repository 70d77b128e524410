package org.kalanjiyam.ocr.server.project.web;

import org.kalanjiyam.ocr.server.project.ImportLimits;
import org.kalanjiyam.ocr.server.project.UploadRefused;
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

  static ErrorResponseException slugTaken(String slug) {
    return problem(
        HttpStatus.CONFLICT,
        "Slug taken",
        "Another book has the slug '" + slug + "'. Choose another, or leave it out.");
  }

  static ErrorResponseException inUse(String slug) {
    return problem(
        HttpStatus.CONFLICT,
        "Project in use",
        "A task still works on '" + slug + "'. Cancel it, or wait until it ends; then delete.");
  }

  static ErrorResponseException refused(UploadRefused refusal) {
    String detail = refusal.getMessage() + ".";
    return switch (refusal.reason()) {
      case TOO_LARGE -> problem(HttpStatus.CONTENT_TOO_LARGE, "Upload too large", detail);
      case UNKNOWN_KIND ->
          problem(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unknown kind of file", detail);
      case UNREADABLE -> problem(HttpStatus.UNPROCESSABLE_CONTENT, "File cannot be read", detail);
    };
  }

  static ProblemDetail tooLarge(ImportLimits limits) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.CONTENT_TOO_LARGE,
            "An upload may have %d MB at most. Send the book in parts, or ask for a higher limit."
                .formatted(limits.maxUpload().toMegabytes()));
    problem.setTitle("Upload too large");
    return problem;
  }
}
