package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker processes of this machine: a page at a time each, so one a core. */
final class LocalWorkers {
  private static final Logger log = LoggerFactory.getLogger(LocalWorkers.class);
  private static final Duration LAST_PAGE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final BrokerAddress broker;
  private final int count;
  private final DataFolder folder;
  private final List<Process> running = new ArrayList<>();
  private final AtomicBoolean started = new AtomicBoolean();
  private boolean closed;

  LocalWorkers(BrokerAddress broker, int count, DataFolder folder) {
    this.broker = broker;
    this.count = count;
    this.folder = folder;
  }

  /**
   * Starts the processes, once.
   *
   * @param closeLater told first how to stop them
   */
  void start(Consumer<Runnable> closeLater) {
    if (count == 0 || !started.compareAndSet(false, true)) {
      return;
    }
    closeLater.accept(this::close);
    for (int i = 0; i < count; i++) {
      launch("tesseract");
    }
    if (hasGoogle(System.getenv())) {
      launch("google");
    }
  }

  private static boolean hasGoogle(Map<String, String> environment) {
    return environment.containsKey("GOOGLE_APPLICATION_CREDENTIALS")
        || environment.containsKey("KALANJIYAM_GOOGLE_ENDPOINT");
  }

  private synchronized void launch(String engine) {
    if (closed) {
      return;
    }
    Path jar = WorkerProgram.jar();
    if (!Files.exists(jar)) {
      throw new StartRefused("The worker's program is missing: " + jar);
    }
    var builder =
        new ProcessBuilder(WorkerProgram.command(engine, broker.url()))
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    folder.folder("logs").resolve("workers.log").toFile()));
    if (broker.user() != null && broker.password() != null) {
      builder.environment().put("KALANJIYAM_BROKER_USER", broker.user());
      builder.environment().put("KALANJIYAM_BROKER_PASSWORD", broker.password());
    }
    try {
      Process process = builder.start();
      running.add(process);
      process.onExit().thenAccept(dead -> ended(dead, engine));
    } catch (IOException e) {
      throw new StartRefused("A worker cannot be started: " + e.getMessage(), e);
    }
  }

  private void ended(Process dead, String engine) {
    synchronized (this) {
      running.remove(dead);
      if (closed) {
        return;
      }
    }
    log.warn("A worker for {} ended with status {}; another starts", engine, dead.exitValue());
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(PAUSE);
                launch(engine);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void close() {
    List<Process> last;
    synchronized (this) {
      closed = true;
      last = List.copyOf(running);
    }
    last.forEach(Process::destroy);
    long end = System.nanoTime() + LAST_PAGE.toNanos();
    for (Process process : last) {
      try {
        process.onExit().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        process.destroyForcibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
