package org.kalanjiyam.ocr.engine.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kalanjiyam.ocr.engine.Recognition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks {@code POST /chat/completions} with an image. Answers are asked for as a stream, so that
 * one that goes round in circles is stopped, and paid for, as far as it came; a server that answers
 * in one piece is understood too. Thread-safe.
 */
final class ChatLink implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int LOOK_EVERY = 400;

  private final Connection connection;
  private final Map<String, String> headers;
  private final ChatSettings settings;
  private final HttpLink http;

  /**
   * @param headers all of them, the key's too
   */
  ChatLink(
      String title, Connection connection, Map<String, String> headers, ChatSettings settings) {
    this.connection = connection;
    this.headers = headers;
    this.settings = settings;
    this.http = new HttpLink(title);
  }

  HttpLink.Answer<ChatAnswer> ask(
      String prompt, Picture picture, Decoding decoding, Recognition recognition)
      throws InterruptedException {
    byte[] body = JSON.writeValueAsBytes(body(prompt, picture, decoding));
    HttpRequest.Builder request =
        HttpLink.request(connection.base(), "/chat/completions")
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream, application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::setHeader);
    return http.send(
        request,
        connection.requestTime(),
        recognition,
        (in, response) -> read(in, response, prompt));
  }

  private Map<String, Object> body(String prompt, Picture picture, Decoding decoding) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("model", settings.model());
    body.put(
        "messages",
        List.of(
            Map.of(
                "role",
                "user",
                "content",
                List.of(
                    Map.of("type", "image_url", "image_url", Map.of("url", picture.dataUrl())),
                    Map.of("type", "text", "text", prompt)))));
    body.put("max_tokens", settings.maxTokens());
    body.put("temperature", decoding.temperature());
    if (decoding.topP() != null) {
      body.put("top_p", decoding.topP());
    }
    body.put("stream", true);
    body.put("stream_options", Map.of("include_usage", true));
    body.putAll(settings.body());
    body.values().removeIf(value -> value.equals("omit"));
    return body;
  }

  private static ChatAnswer read(InputStream in, HttpResponse<?> response, String prompt)
      throws IOException, UnreadableAnswer {
    boolean stream =
        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
    try {
      return stream ? readStream(in, prompt) : readWhole(in, prompt);
    } catch (JacksonException e) {
      throw new UnreadableAnswer("broken JSON: " + e.getOriginalMessage());
    }
  }

  private static ChatAnswer readWhole(InputStream in, String prompt)
      throws IOException, UnreadableAnswer {
    JsonNode root = JSON.readTree(in.readAllBytes());
    complain(root);
    JsonNode choice = root.path("choices").path(0);
    if (choice.isMissingNode()) {
      throw new UnreadableAnswer("it has no choice");
    }
    String text = content(choice.path("message"));
    Usage usage = usage(root).orElseGet(() -> Usage.guessed(prompt, text));
    return new ChatAnswer(text, choice.path("finish_reason").asString("stop"), usage);
  }

  private static ChatAnswer readStream(InputStream in, String prompt)
      throws IOException, UnreadableAnswer {
    StringBuilder text = new StringBuilder();
    String finish = "";
    Optional<Usage> usage = Optional.empty();
    int looked = 0;
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.startsWith("data:")) {
        continue;
      }
      String data = line.substring(5).strip();
      if (data.equals("[DONE]")) {
        break;
      }
      JsonNode event = JSON.readTree(data);
      complain(event);
      JsonNode choice = event.path("choices").path(0);
      text.append(content(choice.path("delta")));
      finish = choice.path("finish_reason").asString(finish);
      Optional<Usage> counted = usage(event);
      usage = counted.isPresent() ? counted : usage;
      if (text.length() - looked > LOOK_EVERY) {
        looked = text.length();
        if (Repetition.find(text).isPresent()) {
          return new ChatAnswer(text.toString(), ChatAnswer.LOOP, Usage.guessed(prompt, text));
        }
      }
    }
    if (finish.isEmpty()) {
      throw new UnreadableAnswer("it was cut off in the middle");
    }
    return new ChatAnswer(text.toString(), finish, usage.orElse(Usage.guessed(prompt, text)));
  }

  /** An error may come in the body of an answer that is otherwise well. */
  private static void complain(JsonNode root) throws UnreadableAnswer {
    JsonNode error = root.path("error");
    if (!error.isMissingNode() && !error.isNull()) {
      throw new UnreadableAnswer(error.path("message").asString(error.toString()));
    }
  }

  private static String content(JsonNode message) {
    JsonNode content = message.path("content");
    if (content.isArray()) {
      StringBuilder text = new StringBuilder();
      content.forEach(part -> text.append(part.path("text").asString("")));
      return text.toString();
    }
    return content.isString() ? content.asString() : message.path("refusal").asString("");
  }

  private static Optional<Usage> usage(JsonNode root) {
    JsonNode usage = root.path("usage");
    return usage.path("completion_tokens").isNumber()
        ? Optional.of(
            new Usage(
                usage.path("prompt_tokens").asLong(0), usage.path("completion_tokens").asLong(0)))
        : Optional.empty();
  }

  @Override
  public void close() {
    http.close();
  }
}
