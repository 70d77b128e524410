package org.kalanjiyam.ocr.engine.google;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How Google is reached, as the environment says.
 *
 * <table>
 * <caption>Variables</caption>
 * <tr><td>{@code GOOGLE_APPLICATION_CREDENTIALS}</td><td>key file (JSON)</td></tr>
 * <tr><td>{@code KALANJIYAM_GOOGLE_ENDPOINT}</td><td>{@code host:port} in place of Google's; on
 * loopback it is spoken to in plain text and without credentials</td></tr>
 * <tr><td>{@code KALANJIYAM_GOOGLE_REQUESTS_PER_MINUTE}</td><td>of this process, 1 to 100,000;
 * 1,800 by default, Google's own limit</td></tr>
 * </table>
 */
sealed interface GoogleSetup {
  String CREDENTIALS = "GOOGLE_APPLICATION_CREDENTIALS";
  String ENDPOINT = "KALANJIYAM_GOOGLE_ENDPOINT";
  String REQUESTS = "KALANJIYAM_GOOGLE_REQUESTS_PER_MINUTE";

  /**
   * Google can be asked.
   *
   * @param endpoint {@code host:port}
   * @param credentials key file; empty where the endpoint is spoken to in plain text
   */
  record Usable(String endpoint, Optional<Path> credentials, int requestsPerMinute)
      implements GoogleSetup {}

  /** It can't; why, and what to do, for a person. */
  record Unusable(String reason) implements GoogleSetup {}

  static GoogleSetup of(Map<String, String> environment) {
    try {
      int requests = requestsPerMinute(environment.get(REQUESTS));
      Endpoint endpoint = Endpoint.parse(environment.getOrDefault(ENDPOINT, "").strip());
      Optional<Path> credentials =
          endpoint.plain()
              ? Optional.empty()
              : Optional.of(keyFile(environment.getOrDefault(CREDENTIALS, "").strip()));
      return new Usable(endpoint.address(), credentials, requests);
    } catch (Wrong e) {
      return new Unusable(e.reason);
    }
  }

  private static int requestsPerMinute(@org.jspecify.annotations.Nullable String value)
      throws Wrong {
    if (value == null || value.isBlank()) {
      return 1_800;
    }
    if (value.matches("[1-9][0-9]{0,4}|100000")) {
      return Integer.parseInt(value);
    }
    throw new Wrong("%s must be a number from 1 to 100000, not '%s'.".formatted(REQUESTS, value));
  }

  private static Path keyFile(String name) throws Wrong {
    if (name.isEmpty()) {
      throw new Wrong(
          "Google Vision needs a service account's key: create one in the Google Cloud console (a"
              + " project with the Cloud Vision API and billing enabled), set "
              + CREDENTIALS
              + " to its file, and start again.");
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new Wrong("%s names %s, which is not there.".formatted(CREDENTIALS, file));
    }
    try {
      if (Files.size(file) > 100_000 || !KeyFile.looksRight(Files.readString(file))) {
        throw new Wrong(
            "%s names %s, which is not a key file of Google (JSON with a \"type\")."
                .formatted(CREDENTIALS, file));
      }
    } catch (IOException e) {
      throw new Wrong("%s names %s, which cannot be read.".formatted(CREDENTIALS, file));
    }
    return file;
  }

  /** Enough of a look to tell a wrong file; Google's client reads it in full. */
  final class KeyFile {
    private static final Pattern TYPE = Pattern.compile("\"type\"\\s*:\\s*\"[a-z_]+\"");

    private KeyFile() {}

    static boolean looksRight(String json) {
      String text = json.strip();
      return text.startsWith("{") && text.endsWith("}") && TYPE.matcher(text).find();
    }
  }

  /** Where requests go; {@code plain} without TLS, on this machine only. */
  record Endpoint(String address, boolean plain) {
    private static final Endpoint GOOGLE = new Endpoint("vision.googleapis.com:443", false);
    private static final Pattern LOOPBACK =
        Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]", Pattern.CASE_INSENSITIVE);

    static Endpoint parse(String value) throws Wrong {
      if (value.isEmpty()) {
        return GOOGLE;
      }
      URI uri = uri(value);
      String host = uri.getHost();
      if (host == null) {
        throw new Wrong("%s must be host:port, not '%s'.".formatted(ENDPOINT, value));
      }
      boolean loopback = LOOPBACK.matcher(host).matches();
      boolean plain = "http".equals(uri.getScheme()) || (loopback && !value.contains("://"));
      if (plain && !loopback) {
        throw new Wrong("%s may be without TLS on this machine only.".formatted(ENDPOINT));
      }
      int port = uri.getPort() > 0 ? uri.getPort() : plain ? 80 : 443;
      return new Endpoint(host + ":" + port, plain);
    }

    private static URI uri(String value) throws Wrong {
      try {
        return new URI(value.contains("://") ? value : "any://" + value);
      } catch (URISyntaxException e) {
        throw new Wrong("%s must be host:port, not '%s'.".formatted(ENDPOINT, value));
      }
    }
  }

  /** A setting that cannot be used. */
  final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;
    private final String reason;

    Wrong(String reason) {
      super(reason);
      this.reason = reason;
    }
  }
}
