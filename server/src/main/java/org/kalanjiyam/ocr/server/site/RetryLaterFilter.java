package org.kalanjiyam.ocr.server.site;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Says 503, and when to come again, where the database or the broker is away; even a session is in
 * the database, so this stands before everything else. Thread-safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RetryLaterFilter extends OncePerRequestFilter {
  private static final Logger log = LoggerFactory.getLogger(RetryLaterFilter.class);
  private static final String SECONDS = "5";
  private static final String PROBLEM =
      """
      {"type":"about:blank","title":"The database or the broker is away","status":503,\
      "detail":"Nothing is lost. Try again in a few seconds; tasks go on by themselves as soon as it is back."}
      """;
  private static final String PAGE =
      """
      <!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="refresh" content="5"><title>Back in a moment · Kalanjiyam OCR</title>
      <link rel="stylesheet" href="/css/kalanjiyam.css"></head><body><main>
      <h1>Back in a moment</h1>
      <p>The server cannot reach its database or its broker just now. Nothing is lost, and tasks go on
      by themselves as soon as it is back. This page looks again every five seconds.</p>
      </main></body></html>
      """;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | RuntimeException e) {
      if (response.isCommitted() || !isAway(e)) {
        throw e;
      }
      log.debug("Answered with 503: {}", e.toString());
      answer(request, response);
    }
  }

  private static boolean isAway(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .anyMatch(
            cause ->
                cause instanceof CannotCreateTransactionException
                    || cause instanceof DataAccessResourceFailureException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof JmsException);
  }

  private static void answer(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String accept = Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "");
    boolean page = accept.contains("text/html") && !request.getRequestURI().startsWith("/api/");
    response.reset();
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; style-src 'self'");
    response.setContentType(
        page ? MediaType.TEXT_HTML_VALUE : MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.getOutputStream().write((page ? PAGE : PROBLEM).getBytes(StandardCharsets.UTF_8));
  }
}
