package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
  private static final double MILLIS = 1000;

  private final int perSecond;
  private final Clock clock;
  private final ConcurrentMap<Long, Bucket> buckets = new ConcurrentHashMap<>();

  TokenRate(int perSecond, Clock clock) {
    this.perSecond = perSecond;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (SecurityContextHolder.getContext().getAuthentication()
            instanceof PersonAuthentication visitor
        && visitor.proof() instanceof Proof.Token(long id)
        && !take(id)) {
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

  boolean take(long tokenId) {
    long now = clock.millis();
    Bucket full = new Bucket(2.0 * perSecond, now, true);
    return buckets
        .merge(tokenId, full.less(), (bucket, first) -> bucket.filled(now, perSecond).less())
        .granted();
  }

  /** How many requests may come at this moment; and whether the last one could. */
  private record Bucket(double left, long at, boolean granted) {

    Bucket filled(long now, int perSecond) {
      double more = Math.max(0, now - at) / MILLIS * perSecond;
      return new Bucket(Math.min(2.0 * perSecond, left + more), now, granted);
    }

    Bucket less() {
      return left >= 1 ? new Bucket(left - 1, at, true) : new Bucket(left, at, false);
    }
  }
}
