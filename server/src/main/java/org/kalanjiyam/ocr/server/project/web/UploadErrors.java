package org.kalanjiyam.ocr.server.project.web;

import org.kalanjiyam.ocr.server.project.ImportLimits;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Answers uploads that end before a controller sees them. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class UploadErrors {
  private final ImportLimits limits;

  UploadErrors(ImportLimits limits) {
    this.limits = limits;
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> tooLarge(MaxUploadSizeExceededException e) {
    return ResponseEntity.of(Problems.tooLarge(limits)).build();
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> broken(MultipartException e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.BAD_REQUEST, "The upload broke off, or is not multipart/form-data.");
    problem.setTitle("Broken upload");
    return ResponseEntity.of(problem).build();
  }
}
