package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.worker.ProcessEnd;
import org.kalanjiyam.ocr.worker.ProcessListener;
import org.kalanjiyam.ocr.worker.Restarts;
import org.kalanjiyam.ocr.worker.WorkerSupervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One parser process, started when it is first asked; one request at a time. */
final class ParserProcess implements ProcessListener, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("parser");
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration DEATH_LIMIT = Duration.ofSeconds(10);
  private static final Restarts SOON =
      new Restarts(Duration.ofMillis(50), Duration.ofSeconds(5), Duration.ofSeconds(2));

  private final WorkerSupervisor supervisor;
  private final Object change = new Object();
  private boolean begun;
  private boolean over;
  private boolean ready;
  private @Nullable Process process;
  private @Nullable CompletableFuture<Reply> awaited;
  private volatile @Nullable Path lastFile;

  ParserProcess(String name, ParserCommand command) {
    this.supervisor =
        new WorkerSupervisor(name, command::toProcess, command.limits(), SOON, this, log::info);
  }

  /** The file that the last request was about, which the process may still have open. */
  @Nullable Path lastFile() {
    return lastFile;
  }

  List<Long> pids() {
    return supervisor.pids();
  }

  /** Starts it, if nobody has. */
  void begin() {
    synchronized (change) {
      if (!begun) {
        begun = true;
        supervisor.start();
      }
    }
  }

  /**
   * Its answer.
   *
   * @throws TimeoutException if that takes longer; the process is killed for it
   * @throws ParserDied if it ended over it
   */
  Reply ask(Request request, Path file, Duration limit)
      throws InterruptedException, TimeoutException, ParserDied {
    begin();
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    Process asked = awaitReady(answer);
    lastFile = file;
    try {
      send(asked, Wire.line(request));
      return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ParserDied died) {
        throw died;
      }
      throw new IllegalStateException(e);
    } catch (TimeoutException | InterruptedException e) {
      kill(asked, answer);
      throw e;
    } finally {
      synchronized (change) {
        awaited = null;
      }
    }
  }

  private Process awaitReady(CompletableFuture<Reply> answer) throws InterruptedException {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    synchronized (change) {
      while (!ready || process == null) {
        long left = end - System.nanoTime();
        if (left <= 0) {
          throw new ParserUnavailable("The program that reads files does not start; see the log");
        }
        TimeUnit.NANOSECONDS.timedWait(change, left);
      }
      awaited = answer;
      return process;
    }
  }

  private static void send(Process asked, String line) {
    try {
      OutputStream in = asked.getOutputStream();
      in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      in.flush();
    } catch (IOException e) {
      // It is about to be found dead.
    }
  }

  /** Kills the process and waits until that was noticed, so that its successor gets a new word. */
  private static void kill(Process asked, CompletableFuture<Reply> answer) {
    asked.destroyForcibly();
    try {
      answer.get(DEATH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // It has ended, as it should.
    }
  }

  @Override
  public void started(Process started) {
    synchronized (change) {
      process = started;
    }
  }

  @Override
  public void said(String line) {
    if (line.equals("ready")) {
      synchronized (change) {
        ready = true;
        change.notifyAll();
      }
    } else if (line.startsWith(Wire.REPLY)) {
      answer(line);
    }
  }

  private void answer(String line) {
    CompletableFuture<Reply> waiting;
    synchronized (change) {
      waiting = awaited;
    }
    if (waiting == null) {
      return;
    }
    try {
      waiting.complete(Wire.reply(line));
    } catch (IOException e) {
      log.warn("A parser answers what is no answer; it is killed");
      synchronized (change) {
        if (process != null) {
          process.destroyForcibly();
        }
      }
    }
  }

  @Override
  public void ended(ProcessEnd end) {
    CompletableFuture<Reply> waiting;
    synchronized (change) {
      ready = false;
      process = null;
      waiting = awaited;
    }
    lastFile = null;
    if (waiting != null) {
      waiting.completeExceptionally(new ParserDied(end));
    }
  }

  @Override
  public void close() {
    if (isToBeEnded()) {
      supervisor.close();
    }
  }

  void kill() {
    if (isToBeEnded()) {
      supervisor.kill();
    }
  }

  /** True where it was begun and nobody has ended it; it never starts any more. */
  private boolean isToBeEnded() {
    synchronized (change) {
      boolean runs = begun && !over;
      begun = true;
      over = true;
      return runs;
    }
  }
}
