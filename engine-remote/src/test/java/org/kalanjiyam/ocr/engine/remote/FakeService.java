package org.kalanjiyam.ocr.engine.remote;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on loopback that speaks a service's protocol and answers as it was told, in turn. */
final class FakeService implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Answers one request. */
  @FunctionalInterface
  interface Reply {
    void to(HttpExchange exchange) throws IOException, InterruptedException;
  }

  /** A request that came. */
  record Asked(String path, Map<String, List<String>> headers, byte[] body) {
    JsonNode json() {
      return JSON.readTree(body);
    }
  }

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private volatile Reply usual = status(500, "nothing is prepared");

  FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    asked.add(new Asked(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    Reply next = replies.poll();
    try (exchange) {
      (next == null ? usual : next).to(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  FakeService then(Reply... next) {
    replies.addAll(List.of(next));
    return this;
  }

  FakeService always(Reply reply) {
    usual = reply;
    return this;
  }

  static Reply status(int status, String body) {
    return exchange -> send(exchange, status, "application/json", body);
  }

  static Reply tooMany(String retryAfter) {
    return exchange -> {
      exchange.getResponseHeaders().add("Retry-After", retryAfter);
      send(exchange, 429, "application/json", "{\"error\":{\"message\":\"slow down\"}}");
    };
  }

  static Reply json(String body) {
    return status(200, body);
  }

  /** A model's answer as a stream of events, the text in pieces, tokens counted at its end. */
  static Reply says(String text) {
    return says(text, "stop");
  }

  static Reply says(String text, String finish) {
    return exchange ->
        send(exchange, 200, "text/event-stream", events(text, finish) + "data: [DONE]\n\n");
  }

  /** The same in one piece. */
  static Reply saysAtOnce(String text) {
    return json(
        """
        {"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":%s}}],
         "usage":{"prompt_tokens":1000,"completion_tokens":200,"total_tokens":1200}}
        """
            .formatted(JSON.writeValueAsString(text)));
  }

  /** A stream that ends in the middle. */
  static Reply saysHalf(String text) {
    return exchange -> {
      String events = events(text, "stop");
      send(
          exchange,
          200,
          "text/event-stream",
          events.substring(0, events.indexOf("\"finish_reason\":\"stop\"")));
    };
  }

  /** Never says the same thing once only: until whoever asks hangs up. */
  Reply saysForEver(String text) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      while (over.getCount() > 0) {
        out.write(event(text, "null").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    };
  }

  /** Takes the request and says nothing. */
  Reply silence() {
    return exchange -> over.await();
  }

  /** Begins to answer and says nothing more. */
  Reply silenceInTheMiddle() {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(event("Once", "null").getBytes(StandardCharsets.UTF_8));
      exchange.getResponseBody().flush();
      over.await();
    };
  }

  /** An answer of so many bytes. */
  static Reply large(int bytes) {
    return exchange -> {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      byte[] piece = new byte[1 << 16];
      java.util.Arrays.fill(piece, (byte) ' ');
      for (int sent = 0; sent < bytes; sent += piece.length) {
        exchange.getResponseBody().write(piece);
      }
    };
  }

  private static String events(String text, String finish) {
    StringBuilder events = new StringBuilder(": comment\n\n");
    for (int at = 0; at < text.length(); at += 40) {
      events.append(event(text.substring(at, Math.min(text.length(), at + 40)), "null"));
    }
    events.append(event("", "\"" + finish + "\""));
    events.append(
        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":1000,\"completion_tokens\":200}}\n\n");
    return events.toString();
  }

  private static String event(String text, String finish) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},\"finish_reason\":%s}]}\n\n"
        .formatted(JSON.writeValueAsString(text), finish);
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
