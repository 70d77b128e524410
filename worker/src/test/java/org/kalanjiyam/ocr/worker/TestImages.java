package org.kalanjiyam.ocr.worker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The server's image addresses: what they answer is set by the tests, one answer after another. */
final class TestImages implements AutoCloseable {
  private final HttpServer server =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  private final Map<String, List<Answer>> answers = new ConcurrentHashMap<>();

  /** Who fetched what, {@code path worker}. */
  final List<Fetch> fetches = new CopyOnWriteArrayList<>();

  record Fetch(String path, String worker) {
    long pid() {
      String[] parts = worker.split("-");
      return Long.parseLong(parts[parts.length - 2]);
    }
  }

  record Answer(int status, byte[] body) {
    static Answer gone() {
      return new Answer(410, new byte[0]);
    }
  }

  TestImages() throws IOException {
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    fetches.add(new Fetch(path, exchange.getRequestHeaders().getFirst("X-Kalanjiyam-Worker")));
    List<Answer> prepared = answers.getOrDefault(path, List.of());
    int fetch = (int) fetches.stream().filter(f -> f.path.equals(path)).count();
    Answer answer =
        prepared.isEmpty() ? Answer.gone() : prepared.get(Math.min(fetch, prepared.size()) - 1);
    exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
    exchange.getResponseBody().write(answer.body);
    exchange.close();
  }

  /** An address that gives these answers in turn, and the last one for ever. */
  URI address(String name, Answer... inTurn) {
    answers.put("/" + name, List.of(inTurn));
    return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), name));
  }

  List<Fetch> fetchesOf(URI address) {
    return fetches.stream().filter(fetch -> fetch.path.equals(address.getPath())).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
