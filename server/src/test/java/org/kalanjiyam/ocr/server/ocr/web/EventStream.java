package org.kalanjiyam.ocr.server.ocr.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** The events of a task as a program reads them over HTTP, with the administrator's token. */
final class EventStream implements AutoCloseable {
  private final BufferedReader lines;

  /** One event as it came over the wire. */
  record Event(String name, long id, Map<?, ?> body) {}

  private EventStream(BufferedReader lines) {
    this.lines = lines;
  }

  /** Opens the events of a task at a server, from after an event if its id is not null. */
  static EventStream open(String server, UUID task, String lastEventId) throws Exception {
    return open(server, task, lastEventId, "test-admin-token");
  }

  /** The same with the token of somebody else. */
  static EventStream open(String server, UUID task, String lastEventId, String token)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server + "/api/v1/tasks/" + task + "/events"))
            .header("Authorization", "Bearer " + token);
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .contains("text/event-stream");
    return new EventStream(
        new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
  }

  /** Waits for the next event; null at the end of the stream. */
  Event next() throws IOException {
    String name = null;
    long id = -1;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("event: ")) {
        name = line.substring(7);
      } else if (line.startsWith("id: ")) {
        id = Long.parseLong(line.substring(4));
      } else if (line.startsWith("data: ") && name != null) {
        return new Event(name, id, JsonMapper.shared().readValue(line.substring(6), Map.class));
      }
    }
    return null;
  }

  /** All events until the server closes the stream. */
  List<Event> rest() throws IOException {
    List<Event> rest = new ArrayList<>();
    for (Event event = next(); event != null; event = next()) {
      rest.add(event);
    }
    return rest;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
