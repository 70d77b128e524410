package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authorization.AuthorizationDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** Says no: to a script by a problem, to a person by a page. */
@Component
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

  /** Nobody is signed in. */
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    if (isForScripts(request)) {
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      new Problem(
              HttpStatus.UNAUTHORIZED,
              "Sign in",
              "This call needs a token: send it as 'Authorization: Bearer TOKEN'.")
          .write(request, response);
    } else if (request.getHeader("HX-Request") != null) {
      response.setHeader("HX-Redirect", "/sign-in");
      response.setStatus(HttpStatus.UNAUTHORIZED.value());
    } else {
      response.setStatus(HttpStatus.SEE_OTHER.value());
      response.setHeader(HttpHeaders.LOCATION, signIn(request));
    }
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
      throws IOException {
    refuse(request, response, verdict(denied), denied instanceof CsrfException);
  }

  /** Answers a request that was not granted. */
  void refuse(HttpServletRequest request, HttpServletResponse response, Verdict verdict)
      throws IOException {
    refuse(request, response, verdict, false);
  }

  /** Answers a request that brings files to where none are taken. */
  void refuseFiles(HttpServletRequest request, HttpServletResponse response) throws IOException {
    if (isForScripts(request)) {
      new Problem(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "No files here",
              "This call takes no multipart/form-data; books are sent to POST /api/v1/projects.")
          .write(request, response);
    } else {
      response.sendError(HttpStatus.UNSUPPORTED_MEDIA_TYPE.value());
    }
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, Verdict verdict, boolean csrf)
      throws IOException {
    HttpStatus status = verdict == Verdict.HIDDEN ? HttpStatus.NOT_FOUND : HttpStatus.FORBIDDEN;
    if (!isForScripts(request)) {
      response.sendError(status.value());
    } else if (verdict == Verdict.HIDDEN) {
      new Problem(status, "Not found", "There is nothing at this address that you may see.")
          .write(request, response);
    } else if (csrf) {
      new Problem(
              status,
              "Token of the form missing",
              "A change by a browser's session needs the CSRF token of its page; a script sends"
                  + " 'Authorization: Bearer TOKEN' and no cookie.")
          .write(request, response);
    } else {
      new Problem(
              status,
              "Not allowed",
              "Your role or your token is not enough for this, or it belongs to somebody else.")
          .write(request, response);
    }
  }

  private static Verdict verdict(AccessDeniedException denied) {
    return denied instanceof AuthorizationDeniedException by
            && by.getAuthorizationResult() instanceof Verdict verdict
        ? verdict
        : Verdict.FORBIDDEN;
  }

  /** Everything but pages: no script reads our HTML. */
  static boolean isForScripts(HttpServletRequest request) {
    String path = request.getRequestURI();
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return path.startsWith("/api/")
        || path.startsWith("/actuator")
        || path.startsWith("/work/")
        || (accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE));
  }

  private static String signIn(HttpServletRequest request) {
    UriComponentsBuilder page = UriComponentsBuilder.fromPath("/sign-in");
    boolean canComeBack = "GET".equals(request.getMethod()) && !request.getRequestURI().equals("/");
    if (canComeBack) {
      String query = request.getQueryString();
      String back = request.getRequestURI() + (query == null ? "" : "?" + query);
      page.queryParam("to", "{to}");
      return page.encode().buildAndExpand(back).toUriString();
    }
    return page.toUriString();
  }
}
