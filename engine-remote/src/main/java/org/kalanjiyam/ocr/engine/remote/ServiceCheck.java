package org.kalanjiyam.ocr.engine.remote;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks a service for a list that costs nothing, to see whether it is there and takes the key. */
final class ServiceCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private ServiceCheck() {}

  /** Why the service can't be used, for a person; empty if it answers and does not mind the key. */
  static Optional<String> refusal(
      String title, Connection connection, Map<String, String> headers, String list)
      throws InterruptedException {
    HttpRequest.Builder request = HttpLink.request(connection.base(), list).timeout(PATIENCE).GET();
    headers.forEach(request::setHeader);
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      return switch (status) {
        case 401, 403 ->
            Optional.of("%s does not take the key (it answers %d).".formatted(title, status));
        default ->
            status < 500
                ? Optional.empty()
                : Optional.of("%s is in trouble (it answers %d).".formatted(title, status));
      };
    } catch (IOException e) {
      return Optional.of(
          "%s cannot be reached at %s.".formatted(title, connection.base().getHost()));
    }
  }
}
