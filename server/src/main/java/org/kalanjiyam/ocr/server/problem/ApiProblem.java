package org.kalanjiyam.ocr.server.problem;

import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Makes what a controller throws to answer with an RFC 9457 problem. */
public final class ApiProblem {
  private ApiProblem() {}

  /**
   * A problem.
   *
   * @param title the same for all problems of a kind
   * @param detail what is wrong this time, and what to do
   */
  public static ErrorResponseException of(HttpStatus status, String title, String detail) {
    return of(status, title, detail, Map.of());
  }

  /** A problem with further members. */
  public static ErrorResponseException of(
      HttpStatus status, String title, String detail, Map<String, ?> members) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setTitle(title);
    members.forEach(problem::setProperty);
    return new ErrorResponseException(status, problem, null);
  }

  /** 404: there is no such book, or it is hidden from who asks. */
  public static ErrorResponseException noProject(String slug) {
    return of(HttpStatus.NOT_FOUND, "No such project", "There is no project '" + slug + "'.");
  }

  /** 404: the book has no such page. */
  public static ErrorResponseException noPage(String page) {
    return of(
        HttpStatus.NOT_FOUND, "No such page", "The book has no page '" + page + "', or not yet.");
  }

  /** 404: there is no such task, or it is hidden from who asks. */
  public static ErrorResponseException noTask(UUID id) {
    return of(HttpStatus.NOT_FOUND, "No such task", "There is no task " + id + ".");
  }
}
