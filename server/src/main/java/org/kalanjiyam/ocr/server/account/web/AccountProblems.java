package org.kalanjiyam.ocr.server.account.web;

import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors as RFC 9457 problems. */
@RestControllerAdvice(basePackageClasses = AccountProblems.class)
final class AccountProblems {

  static ErrorResponseException nobody(long id) {
    return ApiProblem.of(
        HttpStatus.NOT_FOUND, "No such person", "There is nobody with the id " + id);
  }

  /** A name, an end or a right that cannot be; the message is for whoever asked. */
  @ExceptionHandler
  ProblemDetail notSo(Refused e) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, e.reason());
    problem.setTitle("Not possible");
    return problem;
  }
}
