package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.kalanjiyam.ocr.worker.ProcessEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parser processes of this server, and what they are asked. A file that kills one costs its own
 * upload a sentence; a process that dies through no fault of the file is asked again. Thread-safe;
 * callers wait for a free process.
 */
public final class ImageWorkPool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ImageWorkPool.class);
  private static final int TRIES = 3;
  private static final Duration LETTING_GO = Duration.ofSeconds(5);

  private final List<ParserProcess> all;
  private final List<ParserProcess> idle;
  private final Semaphore seats;

  /**
   * Starts nothing yet.
   *
   * @param processes how many there are at most
   * @param temporary folder for their temporary files
   * @param maxMegapixels of one page
   * @param heapMegabytes of one process
   */
  public ImageWorkPool(int processes, Path temporary, int maxMegapixels, int heapMegabytes) {
    Path folder = temporary.toAbsolutePath();
    this.all =
        IntStream.rangeClosed(1, processes)
            .mapToObj(i -> "parser-" + i)
            .map(
                name ->
                    new ParserProcess(
                        name,
                        new ParserCommand(folder.resolve(name), maxMegapixels, heapMegabytes)))
            .toList();
    this.idle = new ArrayList<>(all);
    this.seats = new Semaphore(processes, true);
  }

  /** Starts one, so that the first request finds it ready. */
  public void warmUp() {
    all.getFirst().begin();
  }

  /** Process ids of those that run now. */
  public List<Long> pids() {
    return all.stream().flatMap(process -> process.pids().stream()).toList();
  }

  /** How many pages a file has. */
  public int pages(Path file, FileKind kind, Care care, Duration limit)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    Reply reply = ask(new Request.CountPages(file, kind, care), file, limit);
    return reply instanceof Reply.Pages(int count) && count >= 0 ? count : unexpected(reply);
  }

  /**
   * Writes a page's image to a file.
   *
   * @param index from 0
   */
  public Picture page(Path file, FileKind kind, int index, Path target, Duration limit)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    Reply reply = ask(new Request.WritePage(file, kind, index, target), file, limit);
    requireFile(target);
    return reply instanceof Reply.Written(Picture picture) && plausible(picture)
        ? picture
        : unexpected(reply);
  }

  /**
   * Unpacks the images of a ZIP into a folder, as files named by {@link Entry#fileName}.
   *
   * @param room so many bytes at most
   */
  public List<Entry> unpack(
      Path zip, String name, Path folder, long room, int maxFiles, Duration limit)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    Reply reply = ask(new Request.Unpack(zip, name, folder, room, maxFiles), zip, limit);
    List<Entry> entries =
        reply instanceof Reply.Unpacked(List<Entry> found) ? found : unexpected(reply);
    for (int i = 0; i < entries.size(); i++) {
      requireFile(folder.resolve(Entry.fileName(zip, i)));
    }
    return entries;
  }

  /**
   * Writes a picture as JPEG.
   *
   * @param every only every n-th pixel of every n-th row
   */
  public void jpeg(Path file, int every, Path target, Duration limit)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    ask(new Request.MakeJpeg(file, every, 0, target), file, limit);
    requireFile(target);
  }

  /** Writes a picture as JPEG, scaled to a width. */
  public void jpegOfWidth(Path file, int every, int width, Path target, Duration limit)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    ask(new Request.MakeJpeg(file, every, width, target), file, limit);
    requireFile(target);
  }

  /**
   * Writes an upright picture turned clockwise; a PNG to the pixel, others as a JPEG.
   *
   * @param degrees 90, 180 or 270
   */
  public Picture rotated(Path file, FileKind kind, int degrees, Path target, Duration limit)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    Reply reply = ask(new Request.Rotate(file, kind, degrees, target), file, limit);
    requireFile(target);
    return reply instanceof Reply.Written(Picture picture) && plausible(picture)
        ? picture
        : unexpected(reply);
  }

  /** Lets go of a file, which its process keeps open for its next page. */
  public void release(Path file) throws InterruptedException {
    for (ParserProcess process : all) {
      if (file.equals(process.lastFile())) {
        try {
          ask(new Request.Release(file), file, LETTING_GO);
        } catch (IOException | UploadRefused | TimeoutException e) {
          log.debug("A file is let go later", e);
        }
        return;
      }
    }
  }

  private Reply ask(Request request, Path file, Duration limit)
      throws IOException, UploadRefused, InterruptedException, TimeoutException {
    seats.acquire();
    ParserProcess process = take(file);
    try {
      Reply reply = ask(process, request, file, limit);
      return switch (reply) {
        case Reply.Refused(UploadRefused.Reason reason, String message) ->
            throw new UploadRefused(reason, message);
        case Reply.Failed(String why) -> throw new IOException(why);
        default -> reply;
      };
    } finally {
      synchronized (idle) {
        idle.addFirst(process);
      }
      seats.release();
    }
  }

  private static Reply ask(ParserProcess process, Request request, Path file, Duration limit)
      throws UploadRefused, InterruptedException, TimeoutException {
    ProcessEnd last = new ProcessEnd(ProcessEnd.Cause.ITSELF, "did not start");
    for (int i = 0; i < TRIES; i++) {
      try {
        return process.ask(request, file, limit);
      } catch (TimeoutException e) {
        log.warn("A parser was killed over {}: more than {} s", file, limit.toSeconds());
        throw e;
      } catch (ParserDied died) {
        last = died.end();
        log.warn("A parser died over {}: {}", file, last.words());
        refuseIfGuilty(died);
      }
    }
    throw new ParserUnavailable("The program that reads files " + last.words());
  }

  private static void refuseIfGuilty(ParserDied died) throws UploadRefused {
    switch (died.end().cause()) {
      case MEMORY ->
          throw new UploadRefused(
              UploadRefused.Reason.TOO_LARGE, "drawing it takes more memory than is allowed", died);
      case CRASH, HANG ->
          throw new UploadRefused(
              UploadRefused.Reason.UNREADABLE, "it breaks the program that reads it", died);
      case OUTSIDE, ITSELF, NOT_STARTED -> {
        // The file may be innocent: it is tried again.
      }
    }
  }

  /** An idle process: rather the one that has the file open. */
  private ParserProcess take(Path file) {
    synchronized (idle) {
      for (ParserProcess process : idle) {
        if (file.equals(process.lastFile())) {
          idle.remove(process);
          return process;
        }
      }
      return idle.removeFirst();
    }
  }

  private static boolean plausible(Picture picture) {
    return picture.width() > 0
        && picture.width() <= PictureLimits.MAX_SIDE
        && picture.height() > 0
        && picture.height() <= PictureLimits.MAX_SIDE
        && picture.dpi() >= 0;
  }

  /** What a parser wrote is a file of its own and no link to another. */
  private static void requireFile(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException("The parser has not written " + file.getFileName());
    }
  }

  private static <T> T unexpected(Reply reply) throws IOException {
    throw new IOException("A parser answers something else: " + reply);
  }

  @Override
  public void close() {
    all.parallelStream().forEach(ParserProcess::close);
  }

  /** Kills the processes, where nobody wants what they are asked any more. */
  public void kill() {
    all.forEach(ParserProcess::kill);
  }
}
