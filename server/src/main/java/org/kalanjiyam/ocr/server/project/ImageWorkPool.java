package org.kalanjiyam.ocr.server.project;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where pictures are developed: few seats, on platform threads, since such work would keep virtual
 * threads from serving requests. The threads are used again and again, since PDFBox keeps a buffer
 * of 4 MB for each thread that ever read a document. And a budget of pixels held in memory, a
 * quarter of the heap. Thread-safe.
 */
final class ImageWorkPool {
  private static final int BYTES_A_PIXEL = 4;
  private static final int PIXELS_A_PERMIT = 1 << 16;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("darkroom-", 1).factory());
  private final Semaphore seats;
  private final Semaphore memory;
  private final int permits;

  ImageWorkPool(int seats, long heapBytes) {
    this.seats = new Semaphore(seats, true);
    this.permits = (int) Math.max(1, heapBytes / 4 / BYTES_A_PIXEL / PIXELS_A_PERMIT);
    this.memory = new Semaphore(permits, true);
  }

  /** So many pixels fit into the budget at once. */
  long capacity() {
    return (long) permits * PIXELS_A_PERMIT;
  }

  /**
   * Does a piece of work, once there is a seat.
   *
   * @throws TimeoutException if it takes longer; it is interrupted and left to itself
   */
  <T> T develop(Duration limit, Callable<T> work)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    seats.acquire();
    try {
      Future<T> task = threads.submit(work);
      try {
        return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      } finally {
        task.cancel(true);
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      seats.release();
    }
  }

  /** Does work that holds so many pixels in memory, once there is room for them. */
  <T> T holding(long pixels, Exposure<T> work) throws IOException, UploadRefused {
    int wanted = (int) Math.clamp(pixels / PIXELS_A_PERMIT + 1, 1, permits);
    memory.acquireUninterruptibly(wanted);
    try {
      return work.develop();
    } finally {
      memory.release(wanted);
    }
  }

  /** Work on pixels. */
  @FunctionalInterface
  interface Exposure<T> {
    T develop() throws IOException, UploadRefused;
  }

  private static IOException unwrapped(ExecutionException e) throws IOException, UploadRefused {
    return switch (e.getCause()) {
      case UploadRefused refused -> throw refused;
      case IOException failed -> failed;
      case OutOfMemoryError memory ->
          throw new UploadRefused(
              UploadRefused.Reason.TOO_LARGE,
              "drawing it takes more memory than the server has",
              memory);
      case StackOverflowError endless -> new IOException("It refers to itself", endless);
      case Error error -> throw error;
      case null, default -> new IOException(e.getCause());
    };
  }
}
