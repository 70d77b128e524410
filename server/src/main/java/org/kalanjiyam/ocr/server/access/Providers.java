package org.kalanjiyam.ocr.server.access;

import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Component;

/**
 * The OpenID Connect providers of the configuration ({@code spring.security.oauth2.client}).
 * Thread-safe.
 */
@Component
public final class Providers {
  private final @Nullable ClientRegistrationRepository registrations;

  Providers(ObjectProvider<ClientRegistrationRepository> registrations) {
    this.registrations = registrations.getIfAvailable();
  }

  /** One provider, and where a browser goes to sign in there. */
  public record Provider(String name, String path) {}

  /** All of them; empty if none is configured. */
  public List<Provider> all() {
    return registrations instanceof Iterable<?> all
        ? StreamSupport.stream(all.spliterator(), false)
            .filter(ClientRegistration.class::isInstance)
            .map(ClientRegistration.class::cast)
            .map(one -> new Provider(one.getClientName(), path(one)))
            .toList()
        : List.of();
  }

  boolean any() {
    return registrations != null;
  }

  private static String path(ClientRegistration registration) {
    return "/oauth2/authorization/" + registration.getRegistrationId();
  }
}
