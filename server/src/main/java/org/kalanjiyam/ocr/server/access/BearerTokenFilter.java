package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.access.PersonAuthentication.Proof;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.People;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Scripts: {@code Authorization: Bearer TOKEN}, a person's token or the operator's. A request with
 * such a header is never looked at for a session, and one with an invalid token gets 401.
 */
final class BearerTokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final ApiTokens tokens;
  private final People people;
  private final RefusedTokens refused;
  private final byte[] operators;

  /**
   * @param operatorsToken the token that the server was started with; blank: none
   */
  BearerTokenFilter(
      ApiTokens tokens, People people, RefusedTokens refused, String operatorsToken) {
    this.tokens = tokens;
    this.people = people;
    this.refused = refused;
    this.operators = operatorsToken.getBytes(StandardCharsets.UTF_8);
  }

  static boolean hasToken(HttpServletRequest request) {
    return token(request) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String token = token(request);
    if (token == null) {
      chain.doFilter(request, response);
      return;
    }
    Optional<PersonAuthentication> visitor = visitor(token);
    if (visitor.isPresent()) {
      SessionContext.enter(request, visitor.get());
      chain.doFilter(request, response);
    } else {
      if (!refused.note(request.getRemoteAddr())) {
        response.setHeader(HttpHeaders.RETRY_AFTER, "60");
        new Problem(
                HttpStatus.TOO_MANY_REQUESTS,
                "Too many refused tokens",
                "Many calls from your address carried an invalid token. Check the token, and"
                    + " try again in a minute.")
            .write(request, response);
        return;
      }
      response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
      new Problem(
              HttpStatus.UNAUTHORIZED,
              "Token refused",
              "This token is unknown, has ended or was revoked. Make a new one on your account's"
                  + " page.")
          .write(request, response);
    }
  }

  private Optional<PersonAuthentication> visitor(String token) {
    byte[] given = token.getBytes(StandardCharsets.UTF_8);
    if (operators.length > 0 && MessageDigest.isEqual(operators, given)) {
      return Optional.of(
          new PersonAuthentication(people.firstAdministrator(), new Proof.OperatorsToken()));
    }
    return tokens
        .bearer(token)
        .map(
            bearer -> new PersonAuthentication(bearer.person(), new Proof.Token(bearer.tokenId())));
  }

  private static @Nullable String token(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).strip()
        : null;
  }
}
