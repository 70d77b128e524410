package org.kalanjiyam.ocr.server.site;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a browser with a page where a program is told a problem in JSON. What is not a refusal
 * but a defect goes on to the general error page.
 */
@Component
final class ErrorPages implements HandlerExceptionResolver, Ordered {
  private final PageFrame frame;

  ErrorPages(PageFrame frame) {
    this.frame = frame;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception exception) {
    HttpStatusCode status = status(exception);
    if (status == null || !browser(request)) {
      return null;
    }
    ModelAndView page = new ModelAndView(view(status), status);
    var authentication = SecurityContextHolder.getContext().getAuthentication();
    page.addObject("status", status.value());
    frame.attributes().forEach(shown -> page.addObject(shown.name(), shown.value(authentication)));
    return page;
  }

  private static boolean browser(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept != null
        && accept.contains("text/html")
        && !request.getRequestURI().startsWith(request.getContextPath() + "/api/");
  }

  private static @Nullable HttpStatusCode status(Exception exception) {
    return switch (exception) {
      case NotFound notThere -> HttpStatus.NOT_FOUND;
      case ErrorResponseException refusal -> refusal.getStatusCode();
      case ServletException refusal when refusal instanceof ErrorResponse response ->
          response.getStatusCode();
      case TypeMismatchException mismatch -> HttpStatus.NOT_FOUND;
      default -> null;
    };
  }

  private static String view(HttpStatusCode status) {
    return switch (status.value()) {
      case 403 -> "error/403";
      case 404 -> "error/404";
      default -> status.is5xxServerError() ? "error/5xx" : "error/4xx";
    };
  }
}
