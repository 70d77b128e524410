package org.kalanjiyam.ocr.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One place for a worker process: the process that fills it now, and the thread that watches. */
final class SupervisedWorker {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final String name;
  private final Supplier<ProcessBuilder> command;
  private final WorkerSupervisor.Limits limits;
  private final Consumer<String> log;
  private final Thread thread;
  private volatile @Nullable Process process;
  private volatile boolean stopping;
  private volatile Heartbeat heartbeat = new Heartbeat();

  SupervisedWorker(
      String name,
      Supplier<ProcessBuilder> command,
      WorkerSupervisor.Limits limits,
      Consumer<String> log) {
    this.name = name;
    this.command = command;
    this.limits = limits;
    this.log = log;
    this.thread = Thread.ofPlatform().daemon().name("supervise-" + name).unstarted(this::keepAlive);
  }

  void start() {
    thread.start();
  }

  Optional<Long> pid() {
    Process now = process;
    return now != null && now.isAlive() ? Optional.of(now.pid()) : Optional.empty();
  }

  boolean isReady() {
    return pid().isPresent() && heartbeat.isReady();
  }

  void askToStop() {
    stopping = true;
    thread.interrupt();
    Process now = process;
    if (now != null) {
      now.destroy();
    }
  }

  void awaitEnd() {
    try {
      Process now = process;
      if (now != null && !now.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        log.accept(name + " does not end and is killed");
        now.destroyForcibly().waitFor();
      }
      thread.join(STOP_PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keepAlive() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!stopping) {
        long start = System.nanoTime();
        String end = runOnce();
        if (stopping) {
          return;
        }
        boolean healthy = System.nanoTime() - start > HEALTHY.toNanos();
        pause = healthy ? FIRST_PAUSE : pause;
        log.accept("%s %s; it is started again in %d s".formatted(name, end, pause.toSeconds()));
        Thread.sleep(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs a process until it ends; says how it ended. */
  private String runOnce() {
    Process started;
    Heartbeat beat = new Heartbeat();
    try {
      started = command.get().redirectErrorStream(false).start();
    } catch (IOException e) {
      return "could not be started (" + e.getMessage() + ")";
    }
    heartbeat = beat;
    process = started;
    if (stopping) {
      started.destroy();
    }
    Thread.ofVirtual().start(() -> lines(started.inputReader(StandardCharsets.UTF_8), beat::hear));
    Thread.ofVirtual()
        .start(
            () ->
                lines(
                    started.errorReader(StandardCharsets.UTF_8),
                    line -> log.accept(name + ": " + line)));
    return watch(started, beat);
  }

  private String watch(Process started, Heartbeat beat) {
    String why = null;
    while (true) {
      try {
        if (started.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          return why == null ? describe(started.exitValue()) : why;
        }
      } catch (InterruptedException e) {
        // Asked to stop: the process was told too; its end is awaited here.
        if (!stopping) {
          started.destroy();
        }
      }
      if (why == null) {
        why = beat.reasonToKill(limits, ResidentMemory.of(started.pid()));
        if (why != null) {
          started.destroyForcibly();
        }
      }
    }
  }

  private static void lines(BufferedReader reader, Consumer<String> each) {
    try (reader) {
      reader.lines().forEach(each);
    } catch (IOException | java.io.UncheckedIOException e) {
      // The process has ended, and its pipe with it.
    }
  }

  private static String describe(int exit) {
    return switch (exit) {
      case 134 -> "crashed (SIGABRT)";
      case 135 -> "crashed (SIGBUS)";
      case 136 -> "crashed (SIGFPE)";
      case 137 -> "was killed (SIGKILL)";
      case 139 -> "crashed (SIGSEGV)";
      case 143 -> "was told to end (SIGTERM)";
      case 3 -> "ran out of memory, or its engine is not ready (exit code 3)";
      default -> "ended with exit code " + exit;
    };
  }
}
