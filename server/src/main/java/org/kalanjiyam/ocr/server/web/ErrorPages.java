package org.kalanjiyam.ocr.server.web;

import jakarta.servlet.ServletException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Answers with a page, where a browser asked, what programs are told as a problem in JSON. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErrorPages {

  @ExceptionHandler(
      exception = {
        NotThere.class,
        ErrorResponseException.class,
        ServletException.class,
        TypeMismatchException.class
      },
      produces = MediaType.TEXT_HTML_VALUE)
  ModelAndView refused(Exception e) {
    HttpStatusCode status =
        switch (e) {
          case NotThere notThere -> HttpStatus.NOT_FOUND;
          case ErrorResponse response -> response.getStatusCode();
          case TypeMismatchException mismatch -> HttpStatus.NOT_FOUND;
          default -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    ModelAndView page = new ModelAndView(view(status), status);
    page.addObject("status", status.value());
    return page;
  }

  private static String view(HttpStatusCode status) {
    return switch (status.value()) {
      case 403 -> "error/403";
      case 404 -> "error/404";
      default -> status.is5xxServerError() ? "error/5xx" : "error/4xx";
    };
  }
}
