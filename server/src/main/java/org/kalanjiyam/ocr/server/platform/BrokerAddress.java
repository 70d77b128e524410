package org.kalanjiyam.ocr.server.platform;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Address of a broker and who to be there.
 *
 * @param url without user and password
 */
public record BrokerAddress(String url, @Nullable String user, @Nullable String password) {

  /**
   * Takes {@code tcp://user:password@host:61616?...} apart. User and password may come from {@code
   * KALANJIYAM_BROKER_USER} and {@code KALANJIYAM_BROKER_PASSWORD} instead.
   *
   * @throws StartRefused if it is no address
   */
  public static BrokerAddress parse(String text, Map<String, String> environment) {
    if (text.startsWith("(")) {
      return new BrokerAddress(
          text,
          environment.get("KALANJIYAM_BROKER_USER"),
          environment.get("KALANJIYAM_BROKER_PASSWORD"));
    }
    UrlCredentials parts = UrlCredentials.of("BROKER_URL", text);
    URI rest = parts.rest();
    if (!"tcp".equals(rest.getScheme()) && !"ssl".equals(rest.getScheme())) {
      throw new StartRefused("BROKER_URL should look like tcp://user:password@host:61616");
    }
    return new BrokerAddress(
        rest.toString(),
        parts.user() == null ? environment.get("KALANJIYAM_BROKER_USER") : parts.user(),
        parts.password() == null
            ? environment.get("KALANJIYAM_BROKER_PASSWORD")
            : parts.password());
  }

  @Override
  public String toString() {
    return url;
  }
}
