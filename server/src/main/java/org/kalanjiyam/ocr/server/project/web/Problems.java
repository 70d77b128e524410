package org.kalanjiyam.ocr.server.project.web;

import org.kalanjiyam.ocr.server.parser.UploadRefused;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.ImportLimits;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Errors as RFC 9457 problems. */
final class Problems {
  private Problems() {}

  static ErrorResponseException slugTaken(String slug) {
    return ApiProblem.of(
        HttpStatus.CONFLICT,
        "Slug taken",
        "Another book has the slug '" + slug + "'. Choose another, or leave it out.");
  }

  static ErrorResponseException inUse(String slug) {
    return ApiProblem.of(
        HttpStatus.CONFLICT,
        "Project in use",
        "A task still works on '" + slug + "'. Cancel it, or wait until it ends; then delete.");
  }

  static ErrorResponseException noRoom() {
    return ApiProblem.of(
        HttpStatus.INSUFFICIENT_STORAGE,
        "Disk full",
        "The server's disk is full. Ask whoever runs it to make room, and try again.");
  }

  static ErrorResponseException refused(UploadRefused refusal) {
    String detail = refusal.getMessage() + ".";
    return switch (refusal.reason()) {
      case TOO_LARGE -> ApiProblem.of(HttpStatus.CONTENT_TOO_LARGE, "Upload too large", detail);
      case UNKNOWN_KIND ->
          ApiProblem.of(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unknown kind of file", detail);
      case UNREADABLE ->
          ApiProblem.of(HttpStatus.UNPROCESSABLE_CONTENT, "File cannot be read", detail);
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
