package org.kalanjiyam.ocr.server.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server's HTTP API, called as any script would. Thread-safe. */
final class ServerApi implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"?[^\";.]*(\\.[^\";]+)\"?");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI server;
  private final String token;

  ServerApi(URI server, String token) {
    this.server = server;
    this.token = token;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return json(send(request(path).GET().build(), BodyHandlers.ofString()));
  }

  JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
    return json(
        send(
            request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build(),
            BodyHandlers.ofString()));
  }

  void delete(String path) throws IOException, InterruptedException {
    send(request(path).DELETE().build(), BodyHandlers.discarding());
  }

  /** Sends a file as a new project, never all of it in memory. */
  JsonNode upload(String title, Path file) throws IOException, InterruptedException {
    String boundary = UUID.randomUUID().toString();
    HttpRequest request =
        request("/api/v1/projects")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .POST(multipart(boundary, title, file))
            .build();
    return json(send(request, BodyHandlers.ofString()));
  }

  /** Saves what this path answers; the answer is how the server would end its file's name. */
  Optional<String> download(String path, Path target) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer =
        client.send(request(path).GET().build(), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      if (answer.statusCode() != 200) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw new Refusal(answer.statusCode(), problem(answer.statusCode(), text));
      }
      Files.copy(body, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return answer
        .headers()
        .firstValue("Content-Disposition")
        .map(FILE_NAME::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
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

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).header("Authorization", "Bearer " + token);
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpResponse<T> answer = client.send(request, handler);
    if (answer.statusCode() / 100 != 2) {
      throw new Refusal(
          answer.statusCode(), problem(answer.statusCode(), String.valueOf(answer.body())));
    }
    return answer;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JSON.readTree(answer.body());
  }

  private static String problem(int status, String body) {
    try {
      JsonNode detail = JSON.readTree(body).path("detail");
      if (detail.isString()) {
        return detail.asString();
      }
    } catch (JacksonException e) {
      // not a problem document; the status must do
    }
    return "The server answered " + status;
  }

  private static BodyPublisher multipart(String boundary, String title, Path file)
      throws FileNotFoundException {
    String name = file.getFileName().toString().replaceAll("[\"\\\\\\p{Cntrl}]", "_");
    String head =
        """
        --%s\r
        Content-Disposition: form-data; name="title"\r
        Content-Type: text/plain; charset=UTF-8\r
        \r
        %s\r
        --%s\r
        Content-Disposition: form-data; name="file"; filename="%s"\r
        Content-Type: application/octet-stream\r
        \r
        """
            .formatted(boundary, title, boundary, name);
    return BodyPublishers.concat(
        BodyPublishers.ofString(head),
        BodyPublishers.ofFile(file),
        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
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
