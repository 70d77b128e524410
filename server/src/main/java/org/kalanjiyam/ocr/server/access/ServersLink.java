package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.SignInService;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The link that the server prints at its start: {@code /?token=...} signs in once and goes on to
 * the same page without the token, so that it stays in no history and no referrer.
 */
final class ServersLink extends OncePerRequestFilter {
  private static final Set<String> PATHS = Set.of("/", "/sign-in");

  private final SignInService entrance;
  private final BrowserSession sessions;

  ServersLink(SignInService entrance, BrowserSession sessions) {
    this.entrance = entrance;
    this.sessions = sessions;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"GET".equals(request.getMethod())
        || !PATHS.contains(request.getRequestURI())
        || UploadAuthorizationFilter.isUpload(request)
        || request.getParameter("token") == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Person> person =
        entrance.byServersLink(request.getParameter("token"), request.getRemoteAddr());
    person.ifPresent(somebody -> sessions.open(request, response, somebody));
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, person.isPresent() ? "/" : "/sign-in?used");
  }
}
