package org.kalanjiyam.ocr.engine.remote;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.kalanjiyam.ocr.engine.PageImage;
import org.kalanjiyam.ocr.engine.PageText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A local engine in processes of its own, as many as there are cores and started when they are
 * first needed. A process that crashes or takes too long costs the page it was on. Thread-safe.
 */
final class LocalEngine implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LocalEngine.class);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final String name;
  private final Map<String, String> environment;
  private final Semaphore room;
  private final Deque<Child> idle = new ArrayDeque<>();
  private final Set<Child> all = new HashSet<>();
  private boolean closed;

  /** What was recognised. */
  record Found(String version, PageText text) {}

  LocalEngine(String name, Map<String, String> environment, int processes) {
    this.name = name;
    this.environment = environment;
    this.room = new Semaphore(processes);
  }

  String name() {
    return name;
  }

  /** Recognises a page while its caller does something else; empty if that came to nothing. */
  CompletableFuture<Optional<Found>> begin(PageImage image, String language, Instant deadline) {
    CompletableFuture<Optional<Found>> found = new CompletableFuture<>();
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> found.complete(recognise(image, language, deadline)));
    found.whenComplete(
        (result, failure) -> {
          if (found.isCancelled()) {
            thread.interrupt();
          }
        });
    thread.start();
    return found;
  }

  private Optional<Found> recognise(PageImage image, String language, Instant deadline) {
    try {
      room.acquire();
      try {
        Instant latest = Instant.now().plus(LONGEST);
        return ask(image, language, deadline.isBefore(latest) ? deadline : latest);
      } finally {
        room.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<Found> ask(PageImage image, String language, Instant deadline)
      throws InterruptedException {
    Child child = null;
    try {
      child = take();
      Child asked = child;
      // Reading from a pipe does not listen to interrupts, so that it is left to a thread apart.
      var answer = new CompletableFuture<Optional<Found>>();
      Thread.ofVirtual().start(() -> complete(answer, asked, image, language, deadline));
      long millis = Math.max(1, Duration.between(Instant.now(), deadline).toMillis());
      Optional<Found> found = answer.get(millis, TimeUnit.MILLISECONDS);
      giveBack(child);
      return found;
    } catch (InterruptedException e) {
      end(child);
      throw e;
    } catch (IOException
        | java.util.concurrent.ExecutionException
        | java.util.concurrent.TimeoutException e) {
      end(child);
      log.warn("The local engine {} gave no help with a page: {}", name, e.toString());
      return Optional.empty();
    }
  }

  private static void complete(
      CompletableFuture<Optional<Found>> answer,
      Child child,
      PageImage image,
      String language,
      Instant deadline) {
    try {
      answer.complete(child.ask(image, language, deadline));
    } catch (IOException | RuntimeException e) {
      answer.completeExceptionally(new CompletionException(e));
    }
  }

  private synchronized Child take() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    Child waiting = idle.poll();
    if (waiting != null) {
      return waiting;
    }
    Child fresh = new Child(start());
    all.add(fresh);
    return fresh;
  }

  private synchronized void giveBack(Child child) {
    if (closed) {
      child.process.destroyForcibly();
    } else {
      idle.push(child);
    }
  }

  private synchronized void end(@org.jspecify.annotations.Nullable Child child) {
    if (child != null) {
      all.remove(child);
      child.process.destroyForcibly();
    }
  }

  private Process start() throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Xmn16m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LocalEngineMain.class.getName(),
                name));
    command.environment().clear();
    command.environment().putAll(environment);
    command.redirectError(ProcessBuilder.Redirect.DISCARD);
    return command.start();
  }

  /** One process. */
  private static final class Child {
    final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;

    Child(Process process) {
      this.process = process;
      this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
      this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    Optional<Found> ask(PageImage image, String language, Instant deadline) throws IOException {
      out.writeInt(image.bytes().length);
      out.write(image.bytes());
      out.writeInt(image.dpi().orElse(0));
      PageStream.text(out, language);
      out.writeLong(deadline.toEpochMilli());
      out.flush();
      return in.readBoolean()
          ? Optional.of(new Found(PageStream.text(in), PageStream.read(in)))
          : Optional.empty();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    all.forEach(child -> child.process.destroyForcibly());
  }
}
