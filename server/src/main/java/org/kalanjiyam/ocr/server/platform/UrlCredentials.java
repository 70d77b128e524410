package org.kalanjiyam.ocr.server.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** An address taken apart: user and password, and the address without them. */
record UrlCredentials(@Nullable String user, @Nullable String password, URI rest) {

  /** Never quotes the address in its complaint: there may be a password in it. */
  static UrlCredentials of(String variable, String address) {
    try {
      URI uri = new URI(address.strip());
      if (uri.getHost() == null) {
        throw new StartRefused(variable + " names no host");
      }
      URI rest =
          new URI(
              uri.getScheme(),
              null,
              uri.getHost(),
              uri.getPort(),
              uri.getPath(),
              uri.getQuery(),
              uri.getFragment());
      String info = uri.getRawUserInfo();
      if (info == null) {
        return new UrlCredentials(null, null, rest);
      }
      int colon = info.indexOf(':');
      return colon < 0
          ? new UrlCredentials(decoded(info), null, rest)
          : new UrlCredentials(
              decoded(info.substring(0, colon)), decoded(info.substring(colon + 1)), rest);
    } catch (URISyntaxException e) {
      throw new StartRefused(
          variable + " is not an address; special letters in its password need %-encoding");
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return rest.toString();
  }
}
