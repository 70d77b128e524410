package org.kalanjiyam.ocr.server.site;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.kalanjiyam.ocr.server.StandInProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings about what a browser's story begins with, through the API: a tenth of the time that the
 * forms take, which have stories of their own.
 */
final class QuickWays {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration AT_MOST = Duration.ofSeconds(30);
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final RestClient server;

  QuickWays(String address) {
    this.server =
        RestClient.builder()
            .baseUrl(address + "/api/v1")
            .defaultHeaders(headers -> headers.setBearerAuth("test-admin-token"))
            .build();
  }

  /** The slug of a new book whose pages are all there. */
  String upload(String title, FilePayload... files) {
    var parts = new LinkedMultiValueMap<String, Object>();
    parts.add("title", title);
    for (FilePayload file : files) {
      parts.add("file", named(file));
    }
    String slug =
        json(server.post().uri("/projects").contentType(MediaType.MULTIPART_FORM_DATA).body(parts))
            .path("slug")
            .asString();
    until(() -> get("/projects/" + slug).path("status").asString().equals("READY"));
    return slug;
  }

  /** Starts the stand-in engine on a book's pages; the answer is the task's id. */
  String run(String slug, String language) {
    until(
        () ->
            get("/engines")
                .valueStream()
                .anyMatch(
                    engine ->
                        engine.path("name").asString().equals(StandInProvider.NAME)
                            && engine.path("available").asBoolean()));
    return json(server
            .post()
            .uri("/projects/" + slug + "/ocr")
            .contentType(MediaType.APPLICATION_JSON)
            .body(Map.of("engine", StandInProvider.NAME, "language", language)))
        .path("task_id")
        .asString();
  }

  void awaitEnd(String task) {
    until(
        () ->
            List.of("SUCCESS", "FAILURE", "REVOKED")
                .contains(get("/tasks/" + task).path("status").asString()));
  }

  /** Gives a page another place in its book. */
  void move(String slug, int page, int position) {
    put("/projects/" + slug + "/pages/" + page + "/position", Map.of("position", position));
  }

  /** Saves a page's text, as somebody else would meanwhile. */
  void save(String slug, int page, String text, int base) {
    put("/projects/" + slug + "/pages/" + page + "/text", Map.of("text", text, "version", base));
  }

  private void put(String path, Map<String, ?> body) {
    server
        .put()
        .uri(path)
        .contentType(MediaType.APPLICATION_JSON)
        .body(body)
        .retrieve()
        .toBodilessEntity();
  }

  private static ByteArrayResource named(FilePayload file) {
    return new ByteArrayResource(file.buffer) {
      @Override
      public String getFilename() {
        return file.name;
      }
    };
  }

  private JsonNode get(String path) {
    return json(server.get().uri(path));
  }

  private static JsonNode json(RestClient.RequestHeadersSpec<?> request) {
    return JSON.readTree(request.retrieve().body(String.class));
  }

  private static void until(Callable<Boolean> what) {
    await().atMost(AT_MOST).pollDelay(Duration.ZERO).pollInterval(OFTEN).until(what);
  }
}
