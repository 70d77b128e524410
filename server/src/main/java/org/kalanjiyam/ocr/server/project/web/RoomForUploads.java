package org.kalanjiyam.ocr.server.project.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.kalanjiyam.ocr.server.project.Books;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses an upload for which the disk has no room (507) before a byte of it is read: the last
 * bytes belong to the database and the broker, which bring what is under way to an end.
 * Thread-safe.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
final class RoomForUploads extends OncePerRequestFilter {
  private static final String PROBLEM =
      """
      {"type":"about:blank","title":"Disk full","status":507,\
      "detail":"The server's disk is full. Ask whoever runs it to make room, and try again."}
      """;

  private final Books books;

  RoomForUploads(Books books) {
    this.books = books;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || !type.regionMatches(true, 0, "multipart/", 0, 10);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (books.hasRoomFor(Math.max(0, request.getContentLengthLong()))) {
      chain.doFilter(request, response);
    } else if (request.getRequestURI().startsWith("/api/")) {
      response.setStatus(HttpStatus.INSUFFICIENT_STORAGE.value());
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      response.getOutputStream().write(PROBLEM.getBytes(StandardCharsets.UTF_8));
    } else {
      response.sendError(HttpStatus.INSUFFICIENT_STORAGE.value());
    }
  }
}
