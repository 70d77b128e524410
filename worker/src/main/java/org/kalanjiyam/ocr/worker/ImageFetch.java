package org.kalanjiyam.ocr.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a page's image from its signed address. Thread-safe. */
final class ImageFetch {
  private static final Logger log = LoggerFactory.getLogger(ImageFetch.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 512 << 20;
  private static final int TRIES = 4;
  private static final long FIRST_PAUSE_MILLIS = 250;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String worker;

  ImageFetch(String worker) {
    this.worker = worker;
  }

  /** What came of it. */
  sealed interface Result {
    /**
     * @param claim the proof that the page was given to this worker
     */
    record Image(byte[] bytes, @Nullable String claim) implements Result {}

    /** Nobody waits for the page any more. */
    record Gone() implements Result {}

    /** The server cannot be reached, or is in trouble. */
    record Unreachable(String why) implements Result {}
  }

  Result fetch(URI address) throws InterruptedException {
    String why = "";
    for (int i = 0; i < TRIES; i++) {
      if (i > 0) {
        Thread.sleep(FIRST_PAUSE_MILLIS << i);
      }
      try {
        HttpResponse<InputStream> response =
            client.send(request(address), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
          int status = response.statusCode();
          if (status == 200) {
            return image(body, response.headers().firstValue(WorkQueues.CLAIM_HEADER).orElse(null));
          }
          if (status == 404) {
            why = "the server does not find its file";
            continue;
          }
          if (status >= 400 && status < 500) {
            if (status != 410) {
              log.warn("The server refuses an image with status {}; its page is dropped", status);
            }
            return new Result.Gone();
          }
          why = "the server answers " + status;
        }
      } catch (IOException e) {
        why = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
      }
    }
    return new Result.Unreachable(why);
  }

  private HttpRequest request(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(ANSWER)
        .header("X-Kalanjiyam-Worker", worker)
        .GET()
        .build();
  }

  private static Result image(InputStream body, @Nullable String claim) throws IOException {
    byte[] bytes = body.readNBytes(MOST_BYTES + 1);
    return bytes.length > MOST_BYTES
        ? new Result.Unreachable("the image is larger than " + MOST_BYTES + " bytes")
        : new Result.Image(bytes, claim);
  }
}
