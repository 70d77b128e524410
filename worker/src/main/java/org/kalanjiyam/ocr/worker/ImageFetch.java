package org.kalanjiyam.ocr.worker;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.work.WorkQueues;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches a page's image from its signed address, on the thread that asks: the JDK's other client
 * hands each answer through three. Thread-safe.
 */
final class ImageFetch {
  private static final Logger log = LoggerFactory.getLogger(ImageFetch.class);
  private static final int CONNECT_MILLIS = 5_000;
  private static final int ANSWER_MILLIS = 60_000;
  private static final int MOST_BYTES = 512 << 20;
  private static final int LONGEST_REFUSAL = 64 << 10;
  private static final int TRIES = 4;
  private static final long FIRST_PAUSE_MILLIS = 250;

  private final String worker;

  ImageFetch(String worker) {
    this.worker = worker;
  }

  /** What came of it. */
  sealed interface Result {
    /**
     * @param claim the proof that the page was given to this worker
     */
    record Image(byte[] bytes, @Nullable String claim) implements Result {
      @Override
      public String toString() {
        return "Image[" + bytes.length + " bytes]";
      }
    }

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
        HttpURLConnection answer = ask(address);
        int status = answer.getResponseCode();
        if (status == 200) {
          return image(answer);
        }
        finish(answer);
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
      } catch (IOException e) {
        why = e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
      }
    }
    return new Result.Unreachable(why);
  }

  private HttpURLConnection ask(URI address) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(ANSWER_MILLIS);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("X-Kalanjiyam-Worker", worker);
    return connection;
  }

  private static Result image(HttpURLConnection answer) throws IOException {
    @Nullable String claim = answer.getHeaderField(WorkQueues.CLAIM_HEADER);
    try (InputStream body = answer.getInputStream()) {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (answer.getContentLengthLong() > bytes.length) {
        throw new IOException("the image is cut off");
      }
      return bytes.length > MOST_BYTES
          ? new Result.Unreachable("the image is larger than " + MOST_BYTES + " bytes")
          : new Result.Image(bytes, claim);
    }
  }

  /** A connection whose answer was read to its end serves the next page too. */
  private static void finish(HttpURLConnection answer) throws IOException {
    try (InputStream body = answer.getErrorStream()) {
      if (body != null) {
        body.skip(LONGEST_REFUSAL);
      }
    }
  }
}
