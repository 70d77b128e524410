package org.kalanjiyam.ocr.server.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that speaks chat completions: it takes its time, and one request in three it refuses, has
 * too many of, or breaks off. What it says of an image is always the same.
 */
final class UnsteadyModel implements AutoCloseable {
  static final String NAME = "unsteady";
  private static final Pattern IMAGE = Pattern.compile("data:image/[a-z]+;base64,([^\"]+)");

  private final HttpServer server;
  private final Random random;

  UnsteadyModel(long seed) throws IOException {
    random = new Random(seed);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  /** The file that makes it an engine: a page costs a cent. */
  Path enginesFile(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("engines.yaml"),
        """
        engines:
          - name: %s
            url: http://127.0.0.1:%d/v1
            model: m
            at-a-time: 2
            boxes: none
            price: {currency: EUR, page: 0.01}
        """
            .formatted(NAME, server.getAddress().getPort()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request =
          new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
      Thread.sleep(100 + random.nextInt(900));
      switch (random.nextInt(9)) {
        case 0 -> exchange.sendResponseHeaders(503, -1);
        case 1 -> {
          exchange.getResponseHeaders().add("Retry-After", "1");
          exchange.sendResponseHeaders(429, -1);
        }
        case 2 -> {
          byte[] whole = said(request);
          exchange.sendResponseHeaders(200, whole.length);
          exchange.getResponseBody().write(whole, 0, whole.length / 2);
        }
        default -> {
          byte[] whole = said(request);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, whole.length);
          exchange.getResponseBody().write(whole);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static byte[] said(String request) {
    Matcher image = IMAGE.matcher(request);
    String text = image.find() ? "Page " + Math.abs(image.group(1).hashCode()) : "No page";
    return """
    {"choices":[{"finish_reason":"stop","message":{"content":"%s: all the world is a stage"}}],
     "usage":{"prompt_tokens":1000,"completion_tokens":10}}\
    """
        .formatted(text)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
