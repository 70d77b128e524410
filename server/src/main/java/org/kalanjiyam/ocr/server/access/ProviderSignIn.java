package org.kalanjiyam.ocr.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Identities;
import org.kalanjiyam.ocr.server.account.Identities.Claim;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.account.SignInService;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/**
 * Sign-in at an OpenID Connect provider, where one is configured. What it says of somebody is used
 * once, to find or add the person; its tokens are not kept.
 */
@Component
final class ProviderSignIn {
  private final Providers providers;
  private final Identities identities;
  private final SignInService entrance;
  private final BrowserSession sessions;
  private final BegunSignIns begun;

  ProviderSignIn(
      Providers providers,
      Identities identities,
      SignInService entrance,
      BrowserSession sessions,
      Clock clock) {
    this.begun = new BegunSignIns(clock);
    this.providers = providers;
    this.identities = identities;
    this.entrance = entrance;
    this.sessions = sessions;
  }

  void addTo(HttpSecurity http) {
    if (providers.any()) {
      http.addFilterBefore(begun, OAuth2AuthorizationRequestRedirectFilter.class);
      http.oauth2Login(
          login ->
              login
                  .loginPage("/sign-in")
                  .authorizedClientRepository(new Forgetful())
                  .authorizationEndpoint(ours -> ours.authorizationRequestRepository(begun))
                  .successHandler(this::welcome)
                  .failureHandler((request, response, why) -> to("/sign-in?refused", response)));
    }
  }

  private void welcome(HttpServletRequest request, HttpServletResponse response, Authentication by)
      throws IOException {
    Optional<Claim> claim = claim(by);
    Optional<Person> person = claim.flatMap(identities::personOf);
    if (person.isEmpty()) {
      sessions.close(request, response);
      to("/sign-in?refused", response);
      return;
    }
    sessions.open(request, response, person.get());
    entrance.byProvider(person.get(), claim.map(Claim::issuer).orElse(""));
    to("/", response);
  }

  private static Optional<Claim> claim(Authentication by) {
    if (by.getPrincipal() instanceof OidcUser user
        && user.getIssuer() != null
        && user.getSubject() != null) {
      return Optional.of(
          new Claim(
              user.getIssuer().toString(),
              user.getSubject(),
              Objects.requireNonNullElse(user.getPreferredUsername(), ""),
              Objects.requireNonNullElse(user.getFullName(), "")));
    }
    return Optional.empty();
  }

  private static void to(String path, HttpServletResponse response) {
    response.setStatus(HttpStatus.SEE_OTHER.value());
    response.setHeader(HttpHeaders.LOCATION, path);
  }

  /** Keeps no token of a provider: nothing here calls it again. */
  private static final class Forgetful implements OAuth2AuthorizedClientRepository {
    @Override
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
        String registration, Authentication principal, HttpServletRequest request) {
      return null;
    }

    @Override
    public void saveAuthorizedClient(
        OAuth2AuthorizedClient client,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {}

    @Override
    public void removeAuthorizedClient(
        String registration,
        Authentication principal,
        HttpServletRequest request,
        HttpServletResponse response) {}
  }
}
