package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses an upload by somebody who may not upload, or to where none is taken, before a byte of it
 * is read: the look for a CSRF token, or for any parameter, would otherwise take the whole of it to
 * disk first.
 */
final class UploadAuthorizationFilter extends OncePerRequestFilter {
  private final AccessRules rules;
  private final Refusals refusals;

  UploadAuthorizationFilter(AccessRules rules, Refusals refusals) {
    this.rules = rules;
    this.refusals = refusals;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !isUpload(request);
  }

  static boolean isUpload(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
  }

  private static boolean takesFiles(HttpServletRequest request) {
    return Routes.find(request)
        .map(match -> match.route().rule().kind() == Rule.Kind.FILES)
        .orElse(false);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Verdict verdict = rules.decide(SecurityContextHolder.getContext().getAuthentication(), request);
    switch (verdict) {
      case GRANTED -> {
        if (takesFiles(request)) {
          chain.doFilter(request, response);
        } else {
          refusals.refuseFiles(request, response);
        }
      }
      case SIGN_IN ->
          refusals.commence(
              request, response, new InsufficientAuthenticationException("an upload"));
      case FORBIDDEN, HIDDEN -> refusals.refuse(request, response, verdict);
    }
  }
}
