package org.kalanjiyam.ocr.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's HTTP API, called as any script would. Thread-safe. */
final class ServerApi implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"?[^\";.]*(\\.[^\";]+)\"?");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final RestClient server;
  private final URI address;

  ServerApi(URI address, String token) {
    this.address = address;
    this.server =
        RestClient.builder()
            .requestFactory(new JdkClientHttpRequestFactory(client))
            .defaultHeaders(headers -> headers.setBearerAuth(token))
            .defaultStatusHandler(
                HttpStatusCode::isError,
                (request, response) -> {
                  throw refusal(response);
                })
            .build();
  }

  JsonNode get(String path) throws IOException {
    return json(server.get().uri(address.resolve(path)));
  }

  JsonNode post(String path, Map<String, ?> body) throws IOException {
    return json(
        server
            .post()
            .uri(address.resolve(path))
            .contentType(MediaType.APPLICATION_JSON)
            .body(JSON.writeValueAsString(body)));
  }

  void delete(String path) throws IOException {
    called(() -> server.delete().uri(address.resolve(path)).retrieve().toBodilessEntity());
  }

  /** Sends a file as a new project, never all of it in memory. */
  JsonNode upload(String title, Path file) throws IOException {
    var parts = new LinkedMultiValueMap<String, Object>();
    parts.add("title", title);
    parts.add("file", new FileSystemResource(file));
    return json(
        server
            .post()
            .uri(address.resolve("/api/v1/projects"))
            .contentType(MediaType.MULTIPART_FORM_DATA)
            .body(parts));
  }

  /** Saves what this path answers; the answer is how the server would end its file's name. */
  Optional<String> download(String path, Path target) throws IOException {
    return called(
        () ->
            server
                .get()
                .uri(address.resolve(path))
                .exchange(
                    (request, response) -> {
                      if (response.getStatusCode().isError()) {
                        throw refusal(response);
                      }
                      try (InputStream body = response.getBody()) {
                        Files.copy(body, target, StandardCopyOption.REPLACE_EXISTING);
                      }
                      return suffix(response.getHeaders());
                    }));
  }

  static void moveInPlace(Path draft, Path file) throws IOException {
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static JsonNode json(RestClient.RequestHeadersSpec<?> request) throws IOException {
    String body = called(() -> request.retrieve().body(String.class));
    return JSON.readTree(body == null ? "null" : body);
  }

  /** Spring wraps what went wrong on the way; callers of files and networks expect it bare. */
  private static <T> T called(java.util.function.Supplier<T> call) throws IOException {
    try {
      return call.get();
    } catch (RestClientException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }

  private static Optional<String> suffix(HttpHeaders headers) {
    return Optional.ofNullable(headers.getFirst(HttpHeaders.CONTENT_DISPOSITION))
        .map(FILE_NAME::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  private static Refusal refusal(ClientHttpResponse response) throws IOException {
    int status = response.getStatusCode().value();
    String body = new String(response.getBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      JsonNode detail = JSON.readTree(body).path("detail");
      if (detail.isString()) {
        return new Refusal(status, detail.asString());
      }
    } catch (JacksonException e) {
      // not a problem document; the status must do
    }
    return new Refusal(status, "The server answered " + status);
  }

  /** The server said no, and why. */
  static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;
    private final int status;

    Refusal(int status, String detail) {
      super(detail);
      this.status = status;
    }

    int status() {
      return status;
    }
  }
}
