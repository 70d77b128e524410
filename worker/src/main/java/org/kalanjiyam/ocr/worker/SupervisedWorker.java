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
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);
  private static final Duration OWN_FREEZE = Duration.ofSeconds(2);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);

  private final String name;
  private final Supplier<ProcessBuilder> command;
  private final WorkerSupervisor.Limits limits;
  private final Restarts restarts;
  private final Consumer<String> log;
  private final Thread thread;
  private volatile @Nullable Process process;
  private volatile boolean stopping;
  private volatile Heartbeat heartbeat = new Heartbeat();

  SupervisedWorker(
      String name,
      Supplier<ProcessBuilder> command,
      WorkerSupervisor.Limits limits,
      Restarts restarts,
      Consumer<String> log) {
    this.name = name;
    this.command = command;
    this.limits = limits;
    this.restarts = restarts;
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
    Duration pause = restarts.firstPause();
    try {
      while (!stopping) {
        long start = System.nanoTime();
        String end = runOnce();
        if (stopping) {
          return;
        }
        boolean healthy = System.nanoTime() - start > restarts.healthy().toNanos();
        pause = healthy ? restarts.firstPause() : pause;
        log.accept("%s %s; it is started again in %d s".formatted(name, end, pause.toSeconds()));
        Thread.sleep(pause);
        pause = restarts.after(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * The pauses before a process is started again.
   *
   * @param firstPause doubled each time
   * @param longestPause at most
   * @param healthy after so long a life the pause is the first one again
   */
  record Restarts(Duration firstPause, Duration longestPause, Duration healthy) {
    static final Restarts USUAL =
        new Restarts(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    Duration after(Duration pause) {
      Duration twice = pause.multipliedBy(2);
      return twice.compareTo(longestPause) > 0 ? longestPause : twice;
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
    Thread hearing =
        Thread.ofVirtual()
            .start(() -> lines(started.inputReader(StandardCharsets.UTF_8), beat::hear));
    Thread.ofVirtual()
        .start(
            () ->
                lines(
                    started.errorReader(StandardCharsets.UTF_8),
                    line -> log.accept(name + ": " + line)));
    String end = watch(started, beat);
    await(hearing);
    String crash = beat.crash();
    return crash == null ? end : "crashed (" + crash + ")";
  }

  private String watch(Process started, Heartbeat beat) {
    String why = null;
    long lastLook = System.nanoTime();
    while (true) {
      long asleep = System.nanoTime() - lastLook;
      if (asleep > OWN_FREEZE.toNanos()) {
        // This process was frozen itself; its children did not get a word in.
        beat.excuse(asleep);
      }
      lastLook = System.nanoTime();
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

  private static void await(Thread hearing) {
    try {
      hearing.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
      case 137 -> "was killed (SIGKILL, by hand or by the system for want of memory)";
      case 139 -> "crashed (SIGSEGV)";
      case 143 -> "was told to end (SIGTERM)";
      case 3 -> "ran out of memory (exit code 3)";
      case 4 -> "was not let in by the broker (exit code 4)";
      case 5 -> "found its engine not ready (exit code 5)";
      case 6 -> "ended, since its engine did not let go of a cancelled page";
      default -> "ended with exit code " + exit;
    };
  }
}
