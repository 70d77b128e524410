package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import org.kalanjiyam.ocr.server.account.Person;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.stereotype.Component;

/** Signs a browser in and out. Thread-safe. */
@Component
public final class BrowserSession {
  private final CsrfTokenRepository forms;

  BrowserSession(CsrfTokenRepository forms) {
    this.forms = forms;
  }

  /** Signs this browser in, with a new session and a new CSRF token whatever it had before. */
  public void open(HttpServletRequest request, HttpServletResponse response, Person person) {
    HttpSession old = request.getSession(false);
    if (old != null) {
      old.invalidate();
    }
    HttpSession session = request.getSession(true);
    session.setAttribute(SessionContext.PERSON, person.id());
    session.setAttribute(
        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, Long.toString(person.id()));
    forms.saveToken(null, request, response);
    SessionContext.enter(
        request, new PersonAuthentication(person, new PersonAuthentication.Proof.Session()));
  }

  /** Signs this browser out. */
  public void close(HttpServletRequest request, HttpServletResponse response) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    forms.saveToken(null, request, response);
    SecurityContextHolder.clearContext();
  }
}
