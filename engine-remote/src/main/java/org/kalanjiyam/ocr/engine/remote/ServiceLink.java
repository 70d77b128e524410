package org.kalanjiyam.ocr.engine.remote;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.kalanjiyam.ocr.engine.Language;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.Recognition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the contract of Kalanjiyam's OCR services: {@code GET /v1/engines}, {@code POST /v1/ocr}
 * (multipart: {@code image}, {@code engine}, {@code language}), header {@code X-API-Key}.
 * Thread-safe.
 */
final class ServiceLink implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration LIST_TIME = Duration.ofSeconds(5);

  private final Connection connection;
  private final Map<String, String> headers;
  private final HttpLink http;

  /** An engine that a service has; without languages where it does not say. */
  record Listed(String name, String title, List<Language> languages) {}

  ServiceLink(String title, Connection connection, Map<String, String> headers) {
    this.connection = connection;
    this.headers = headers;
    this.http = new HttpLink(title);
  }

  /** Asks which engines there are. */
  HttpLink.Answer<List<Listed>> engines() throws InterruptedException {
    HttpRequest.Builder request = HttpLink.request(connection.base(), "/v1/engines").GET();
    headers.forEach(request::setHeader);
    Recognition nothing =
        new Recognition(
            new PageImage(new byte[0], java.util.OptionalInt.empty()),
            "",
            "",
            Instant.now().plus(LIST_TIME),
            () -> false);
    return http.send(
        request, LIST_TIME, nothing, (in, response) -> listed(json(in.readAllBytes())));
  }

  /** Has a page recognised. */
  HttpLink.Answer<JsonNode> recognise(String engine, Recognition recognition)
      throws InterruptedException {
    String boundary = "page-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    HttpRequest.Builder request =
        HttpLink.request(connection.base(), "/v1/ocr")
            .header("Content-Type", "multipart/form-data; boundary=" + boundary)
            .header("Accept", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArrays(
                    List.of(
                        part(boundary, "engine", engine),
                        part(boundary, "language", recognition.language()),
                        imageHead(boundary),
                        recognition.image().bytes(),
                        ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8))));
    headers.forEach(request::setHeader);
    return http.send(
        request, connection.requestTime(), recognition, (in, response) -> json(in.readAllBytes()));
  }

  private static byte[] part(String boundary, String name, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, name, value)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] imageHead(String boundary) {
    return ("--%s\r\nContent-Disposition: form-data; name=\"image\"; filename=\"page\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n")
        .formatted(boundary)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(byte[] bytes) throws UnreadableAnswer {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new UnreadableAnswer("broken JSON: " + e.getOriginalMessage());
    }
  }

  private static List<Listed> listed(JsonNode root) throws UnreadableAnswer {
    JsonNode engines = root.path("engines");
    if (!engines.isArray()) {
      throw new UnreadableAnswer("it has no list 'engines'");
    }
    List<Listed> listed = new ArrayList<>();
    for (JsonNode one : engines) {
      String name =
          one.isString() ? one.asString() : one.path("name").asString(one.path("id").asString(""));
      if (!name.isBlank()) {
        listed.add(new Listed(name, one.path("title").asString(name), languages(one)));
      }
    }
    return listed;
  }

  private static List<Language> languages(JsonNode engine) {
    List<Language> languages = new ArrayList<>();
    for (JsonNode one : engine.path("languages")) {
      String code = one.isString() ? one.asString() : one.path("code").asString("");
      if (!code.isBlank()) {
        languages.add(new Language(code, one.path("name").asString(Languages.name(code))));
      }
    }
    return languages;
  }

  @Override
  public void close() {
    http.close();
  }
}
