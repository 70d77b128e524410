package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.People;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No sign-in at all, for a single person on their own machine ({@code kalanjiyam.open}). Whoever
 * reaches the server is its administrator, so that it must be reached by nobody else: it listens on
 * loopback alone, and a request that another site's page sends (told by its Host, Origin or
 * Sec-Fetch-Site header) is refused.
 */
final class NoSignInFilter extends OncePerRequestFilter {
  private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final People people;

  /**
   * @param address what the server listens on
   * @throws IllegalStateException if others could reach it there
   */
  NoSignInFilter(People people, @Nullable InetAddress address) {
    if (address == null || !address.isLoopbackAddress()) {
      throw new IllegalStateException(
          "Without sign-in the server listens on this machine alone: leave out --open, or --bind.");
    }
    this.people = people;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!isLocal(request) || isFromElsewhere(request)) {
      new Problem(
              HttpStatus.FORBIDDEN,
              "Not from here",
              "This server runs without sign-in and answers its own pages only.")
          .write(request, response);
      return;
    }
    if (!BearerTokenFilter.hasToken(request)) {
      SessionContext.enter(
          request,
          new PersonAuthentication(
              people.firstAdministrator(), new PersonAuthentication.Proof.None()));
    }
    chain.doFilter(request, response);
  }

  private static boolean isLocal(HttpServletRequest request) {
    try {
      return LOCAL.contains(request.getServerName())
          && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isFromElsewhere(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    boolean visit = "GET".equals(request.getMethod()) || "HEAD".equals(request.getMethod());
    if (site != null && !visit && !site.equals("same-origin") && !site.equals("none")) {
      return true;
    }
    String origin = request.getHeader("Origin");
    return origin != null
        && !origin.equals("http://" + request.getHeader("Host"))
        && !origin.equals("https://" + request.getHeader("Host"));
  }
}
