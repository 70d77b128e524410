package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.kalanjiyam.ocr.server.access.PersonAuthentication.Proof;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Requests a second by API token, on this server: a bucket that holds two seconds' worth and fills
 * steadily. The operator's own token is not limited. Only tokens that are real have a bucket, so
 * that nobody can fill the memory with made-up ones.
 */
final class TokenRate extends OncePerRequestFilter {
  private final int perSecond;
  private final Buckets<Long> buckets;

  TokenRate(int perSecond, Clock clock) {
    this.perSecond = perSecond;
    this.buckets = new Buckets<>(2 * perSecond, perSecond, Duration.ofSeconds(1), clock);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SecurityContextHolder.getContext().getAuthentication()
            instanceof PersonAuthentication visitor
        && visitor.proof() instanceof Proof.Token(long id)
        && !buckets.take(id)) {
      response.setHeader(HttpHeaders.RETRY_AFTER, "1");
      new Problem(
              HttpStatus.TOO_MANY_REQUESTS,
              "Too many requests",
              "A token may call " + perSecond + " times a second; try again in a second.")
          .write(request, response);
    } else {
      chain.doFilter(request, response);
    }
  }
}
