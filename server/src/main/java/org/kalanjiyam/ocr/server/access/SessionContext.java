package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.SignInService;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Who a session belongs to. A session holds a person's id and nothing else; who that is by now,
 * with what role, is asked of SQL for each request, so that a change of role or an end of an
 * account counts at once. Whoever was found stays for the request, its asynchronous part and its
 * error page.
 */
@Component
final class SessionContext implements SecurityContextRepository {
  /** The person's id. */
  static final String PERSON = "person";

  private static final String FOUND = SessionContext.class.getName() + ".FOUND";

  private final SignInService entrance;

  SessionContext(SignInService entrance) {
    this.entrance = entrance;
  }

  /** Remembers a visitor for this request alone. */
  static void enter(HttpServletRequest request, Authentication visitor) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(visitor);
    SecurityContextHolder.setContext(context);
    request.setAttribute(FOUND, context);
  }

  @Override
  @SuppressWarnings("deprecation") // of the interface; the caller of the other method ends here
  public SecurityContext loadContext(HttpRequestResponseHolder holder) {
    return load(holder.getRequest());
  }

  private SecurityContext load(HttpServletRequest request) {
    if (request.getAttribute(FOUND) instanceof SecurityContext context) {
      return context;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    if (!BearerTokenFilter.hasToken(request)) {
      person(request)
          .ifPresent(
              person ->
                  context.setAuthentication(
                      new PersonAuthentication(person, new PersonAuthentication.Proof.Session())));
    }
    request.setAttribute(FOUND, context);
    return context;
  }

  private Optional<Person> person(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session != null && session.getAttribute(PERSON) instanceof Long id
        ? entrance.still(id)
        : Optional.empty();
  }

  /** Does nothing: {@link BrowserSession} alone opens a session. */
  @Override
  public void saveContext(
      SecurityContext context, HttpServletRequest request, HttpServletResponse response) {}

  @Override
  public boolean containsContext(HttpServletRequest request) {
    return load(request).getAuthentication() != null;
  }
}
