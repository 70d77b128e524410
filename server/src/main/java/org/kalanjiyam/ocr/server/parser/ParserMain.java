package org.kalanjiyam.ocr.server.parser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A process that reads strangers' files: takes a request at a time from standard input, answers on
 * standard output, and ends with its standard input. Knows neither database nor network.
 */
public final class ParserMain {
  private static final long TICK_MILLIS = 1000;
  private static final long STACK_BYTES = 16 << 20;

  /** A heap that grew above for one file is given back after it. */
  private static final long USUAL_HEAP_BYTES = 160L << 20;

  private static final int ORPHANED = 4;
  private static final int BROKEN = 70;

  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
  private final PrintStream out;
  private final RequestHandler handler;

  private ParserMain(PrintStream out, RequestHandler handler) {
    this.out = out;
    this.handler = handler;
  }

  /**
   * Runs until standard input ends.
   *
   * @param arguments the most megapixels that a page may have
   */
  public static void main(String[] arguments) {
    PrintStream replies = System.out;
    // What a library prints must not look like a reply.
    System.setOut(System.err);
    PictureLimits limits = new PictureLimits(Integer.parseInt(arguments[0]));
    ParserMain main = new ParserMain(replies, new RequestHandler(limits));
    Thread.ofPlatform().daemon().name("tick").start(main::tick);
    Thread working = new Thread(null, main::work, "parser", STACK_BYTES);
    working.setUncaughtExceptionHandler((thread, broken) -> end(broken));
    working.start();
    main.hear();
  }

  private void hear() {
    try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
      say("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(Wire.ASK)) {
          requests.add(line);
        }
      }
    } catch (IOException e) {
      // A broken pipe says the same as its end: the server has gone.
    }
    Runtime.getRuntime().halt(ORPHANED);
  }

  private void work() {
    try {
      while (true) {
        say(Wire.line(handler.handle(Wire.request(requests.take()))));
        giveBackMemory();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void end(Throwable broken) {
    System.err.println("The parser cannot go on: " + broken);
    Runtime.getRuntime().halt(BROKEN);
  }

  private static void giveBackMemory() {
    if (Runtime.getRuntime().totalMemory() > USUAL_HEAP_BYTES) {
      System.gc();
    }
  }

  private void tick() {
    try {
      while (true) {
        say("tick");
        Thread.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }
}
