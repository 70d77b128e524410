package org.kalanjiyam.ocr.engine.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import org.kalanjiyam.ocr.engine.Recognition.Cancellation;

/**
 * A stream that is closed from outside when its time is over or nobody wants it, so that a read
 * that waits for a silent server ends. At most {@value #MOST_BYTES} bytes come out of it.
 */
final class WatchedStream extends FilterInputStream {
  static final int MOST_BYTES = 4 << 20;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final Instant end;
  private final Cancellation cancellation;
  private final Thread watch;
  private long left = MOST_BYTES;

  /** Nobody waits for what comes. */
  static final class NotWanted extends IOException {
    private static final long serialVersionUID = 1L;
  }

  WatchedStream(InputStream in, Instant end, Cancellation cancellation) {
    super(in);
    this.end = end;
    this.cancellation = cancellation;
    this.watch = Thread.ofVirtual().name("watch").start(this::watch);
  }

  private void watch() {
    try {
      while (!cancellation.requested() && Instant.now().isBefore(end)) {
        Thread.sleep(LOOK);
      }
      in.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Whoever reads learns of it.
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int most) throws IOException {
    if (left <= 0) {
      throw new IOException("the answer is longer than %d bytes".formatted(MOST_BYTES));
    }
    int count;
    try {
      count = super.read(bytes, from, (int) Math.min(most, left));
    } catch (IOException e) {
      throw why(e);
    }
    if (count < 0 && (cancellation.requested() || !Instant.now().isBefore(end))) {
      throw why(new IOException("closed"));
    }
    left -= Math.max(0, count);
    return count;
  }

  private IOException why(IOException e) {
    if (cancellation.requested()) {
      return new NotWanted();
    }
    return Instant.now().isBefore(end) ? e : new HttpTimeoutException("the answer took too long");
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }
}
