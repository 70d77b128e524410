package org.kalanjiyam.ocr.server.ocr.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that goes on for long, written by a virtual thread of its own: the request's thread
 * would keep the frames of all filters that it came through, which is most of what a watcher costs.
 */
final class OwnThread {
  private static final Logger log = LoggerFactory.getLogger(OwnThread.class);

  private OwnThread() {}

  /** Writes an answer; its end is the answer's. */
  interface Writer {
    void write() throws IOException, InterruptedException;
  }

  /** Returns at once. What belongs to the request's thread (person, language) is not there. */
  static void answer(HttpServletRequest request, HttpServletResponse response, Writer writer) {
    AsyncContext answer = request.startAsync(request, response);
    answer.setTimeout(0);
    Thread.ofVirtual().name("stream").start(() -> write(answer, writer));
  }

  private static void write(AsyncContext answer, Writer writer) {
    try {
      writer.write();
    } catch (IOException e) {
      log.debug("A stream has lost its reader: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      log.warn("A stream ends early: {}", e.toString());
    } finally {
      end(answer);
    }
  }

  private static void end(AsyncContext answer) {
    try {
      answer.complete();
    } catch (IllegalStateException e) {
      log.debug("The connection of a stream was gone before it: {}", e.getMessage());
    }
  }
}
