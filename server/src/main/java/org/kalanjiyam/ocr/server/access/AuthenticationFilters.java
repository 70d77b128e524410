package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.Filter;
import java.util.List;
import org.kalanjiyam.ocr.server.account.ApiTokens;
import org.kalanjiyam.ocr.server.account.People;
import org.kalanjiyam.ocr.server.account.SignInService;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.stereotype.Component;

/** The ways of proving who one is, in the order in which they are looked at. */
@Component
final class AuthenticationFilters {
  private final List<Filter> filters;

  AuthenticationFilters(
      ApiTokens tokens,
      People people,
      SignInService entrance,
      BrowserSession sessions,
      RefusedTokens refused,
      ServerProperties server,
      SignInProperties properties) {
    var bearers = new BearerTokenFilter(tokens, people, refused, properties.adminToken());
    filters =
        properties.open()
            ? List.of(new NoSignInFilter(people, server.getAddress()), bearers)
            : List.of(new ServersLink(entrance, sessions), bearers);
  }

  void addTo(HttpSecurity http) {
    filters.forEach(filter -> http.addFilterBefore(filter, UploadAuthorizationFilter.class));
  }
}
