package org.kalanjiyam.ocr.engine.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kalanjiyam.ocr.engine.Recognition;

/**
 * Sends requests of one engine and reads answers of limited length, watching the page's deadline
 * and whether anybody still wants it. Follows no redirects: a key goes where the file says, and
 * nowhere else. Thread-safe.
 */
final class HttpLink implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 100;
  private static final int LONGEST_COMPLAINT = 2_000;
  private static final int SHORTEST_KEY = 6;
  private static final String BEARER = "Bearer ";

  private final String title;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  HttpLink(String title) {
    this.title = title;
  }

  /** What came of a request. */
  sealed interface Answer<T> {
    record Read<T>(T value) implements Answer<T> {}

    record Failed<T>(Trouble trouble) implements Answer<T> {}

    /** Nobody waited for the answer any more. */
    record Stopped<T>() implements Answer<T> {}
  }

  /** Reads the body of an answer that is well. */
  @FunctionalInterface
  interface Body<T> {
    /**
     * @param in ends, or fails, when the page's time is over or nobody wants it
     * @throws UnreadableAnswer if it is not what it should be
     */
    T read(InputStream in, HttpResponse<?> response) throws IOException, UnreadableAnswer;
  }

  /**
   * Sends a request.
   *
   * @param time the most that it may take, body and all
   */
  <T> Answer<T> send(
      HttpRequest.Builder request, Duration time, Recognition recognition, Body<T> body)
      throws InterruptedException {
    Instant end = earlier(Instant.now().plus(time), recognition.deadline());
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try {
      Optional<HttpResponse<InputStream>> response = await(sent, end, recognition);
      if (response.isEmpty()) {
        return new Answer.Stopped<>();
      }
      return read(response.get(), end, recognition, body);
    } catch (IOException e) {
      return new Answer.Failed<>(Trouble.ofFailure(title, e));
    } catch (UnreadableAnswer e) {
      return new Answer.Failed<>(
          Trouble.ofAnswer(title, e.getMessage() == null ? "" : e.getMessage()));
    } finally {
      sent.cancel(true);
    }
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static <T> Optional<T> await(
      CompletableFuture<T> future, Instant end, Recognition recognition)
      throws InterruptedException, IOException {
    while (true) {
      try {
        return Optional.of(future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS));
      } catch (TimeoutException e) {
        if (recognition.cancellation().requested()) {
          return Optional.empty();
        }
        if (Instant.now().isAfter(end)) {
          throw new HttpTimeoutException("no answer in time");
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      }
    }
  }

  private <T> Answer<T> read(
      HttpResponse<InputStream> response, Instant end, Recognition recognition, Body<T> body)
      throws IOException, UnreadableAnswer {
    try (InputStream raw = response.body();
        WatchedStream in = new WatchedStream(raw, end, recognition.cancellation())) {
      int status = response.statusCode();
      if (status / 100 != 2) {
        String answer = new String(in.readNBytes(LONGEST_COMPLAINT), StandardCharsets.UTF_8);
        String said = withoutKeys(answer, response.request());
        Optional<String> wait = response.headers().firstValue("Retry-After");
        return new Answer.Failed<>(Trouble.ofStatus(title, status, wait, said));
      }
      return new Answer.Read<>(body.read(in, response));
    } catch (WatchedStream.NotWanted e) {
      return new Answer.Stopped<>();
    }
  }

  /** Services quote the key that they refuse; who reads the complaint is not to know it. */
  private static String withoutKeys(String said, HttpRequest request) {
    String plain = said;
    for (List<String> values : request.headers().map().values()) {
      for (String value : values) {
        String key = value.startsWith(BEARER) ? value.substring(BEARER.length()) : value;
        plain = key.length() < SHORTEST_KEY ? plain : plain.replace(key, "…");
      }
    }
    return plain;
  }

  /** A request to an address below the service's own. */
  static HttpRequest.Builder request(URI base, String path) {
    return HttpRequest.newBuilder(URI.create(base + path));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
