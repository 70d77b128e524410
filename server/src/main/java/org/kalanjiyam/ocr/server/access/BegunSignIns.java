package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sign-ins at a provider that were begun and not ended: the one thing for which somebody unknown
 * has a session. It lasts ten minutes, and an address begins so many in that time and no more.
 */
final class BegunSignIns extends OncePerRequestFilter
    implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {
  static final int AT_ONCE = 30;
  private static final Duration LASTS = Duration.ofMinutes(10);
  private static final String BEGINS = "/oauth2/authorization/";

  private final HttpSessionOAuth2AuthorizationRequestRepository requests =
      new HttpSessionOAuth2AuthorizationRequestRepository();
  private final Buckets<String> buckets;

  BegunSignIns(Clock clock) {
    this.buckets = new Buckets<>(AT_ONCE, AT_ONCE, LASTS, clock);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith(BEGINS);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (buckets.take(request.getRemoteAddr())) {
      chain.doFilter(request, response);
    } else {
      response.setHeader(HttpHeaders.RETRY_AFTER, "60");
      response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
    return requests.loadAuthorizationRequest(request);
  }

  @Override
  public void saveAuthorizationRequest(
      OAuth2AuthorizationRequest begun, HttpServletRequest request, HttpServletResponse response) {
    requests.saveAuthorizationRequest(begun, request, response);
    HttpSession session = request.getSession(false);
    if (session != null && session.getAttribute(SessionContext.PERSON) == null) {
      session.setMaxInactiveInterval((int) LASTS.toSeconds());
    }
  }

  @Override
  public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
      HttpServletRequest request, HttpServletResponse response) {
    return requests.removeAuthorizationRequest(request, response);
  }
}
