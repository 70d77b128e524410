package org.kalanjiyam.ocr.worker;

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
  private static final int SIGKILL = 137;

  private final String name;
  private final Supplier<ProcessBuilder> command;
  private final WorkerSupervisor.Limits limits;
  private final Restarts restarts;
  private final ProcessListener listener;
  private final Consumer<String> log;
  private final Thread thread;
  private volatile @Nullable Process process;
  private volatile boolean stopping;
  private @Nullable String predecessor;
  private volatile Heartbeat heartbeat = new Heartbeat();

  SupervisedWorker(
      String name,
      Supplier<ProcessBuilder> command,
      WorkerSupervisor.Limits limits,
      Restarts restarts,
      ProcessListener listener,
      Consumer<String> log) {
    this.name = name;
    this.command = command;
    this.limits = limits;
    this.restarts = restarts;
    this.listener = listener;
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
      end(now);
    }
  }

  /**
   * By its handle: {@link Process#destroy} closes the pipes too, from whose end the process takes
   * that its supervisor is gone, and halts with its pages in work.
   */
  private static void end(Process process) {
    process.toHandle().destroy();
  }

  /** What it has in work is lost. */
  void kill() {
    stopping = true;
    thread.interrupt();
    Process now = process;
    if (now != null) {
      now.destroyForcibly();
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
        ProcessEnd end = runOnce();
        remember(end);
        listener.ended(end);
        if (stopping) {
          return;
        }
        boolean healthy = System.nanoTime() - start > restarts.healthy().toNanos();
        pause = healthy ? restarts.firstPause() : pause;
        log.accept("%s %s; it is started again in %s".formatted(name, end.words(), words(pause)));
        Thread.sleep(pause);
        pause = restarts.after(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** For the successor to tell; until one has said its name the news may not have got through. */
  private void remember(ProcessEnd end) {
    String worker = heartbeat.worker();
    if (worker != null) {
      predecessor = end.isGuilty() ? worker + " " + end.words() : null;
    }
  }

  private static String words(Duration pause) {
    return pause.toSeconds() > 0 ? pause.toSeconds() + " s" : pause.toMillis() + " ms";
  }

  /** Runs a process until it ends; says how it ended. */
  private ProcessEnd runOnce() {
    Process started;
    Heartbeat beat = new Heartbeat();
    heartbeat = beat;
    try {
      ProcessBuilder next = command.get().redirectErrorStream(false);
      if (predecessor != null) {
        next.environment().put(Predecessors.VARIABLE, predecessor);
      }
      started = next.start();
    } catch (IOException e) {
      return new ProcessEnd(
          ProcessEnd.Cause.NOT_STARTED, "could not be started (" + e.getMessage() + ")");
    }
    process = started;
    if (stopping) {
      end(started);
    }
    listener.started(started);
    Thread hearing = Thread.ofVirtual().start(() -> hear(started, beat));
    Thread.ofVirtual()
        .start(
            () ->
                Lines.each(
                    started.errorReader(StandardCharsets.UTF_8),
                    line -> log.accept(name + ": " + line)));
    ProcessEnd end = watch(started, beat);
    await(hearing);
    String crash = beat.crash();
    return crash == null ? end : new ProcessEnd(ProcessEnd.Cause.CRASH, "crashed (" + crash + ")");
  }

  private void hear(Process started, Heartbeat beat) {
    Lines.each(
        started.inputReader(StandardCharsets.UTF_8),
        line -> {
          beat.hear(line);
          listener.said(line);
        });
  }

  private ProcessEnd watch(Process started, Heartbeat beat) {
    ProcessEnd why = null;
    long lastLook = System.nanoTime();
    long resident = 0;
    while (true) {
      long asleep = System.nanoTime() - lastLook;
      if (asleep > OWN_FREEZE.toNanos()) {
        // This process was frozen itself; its children did not get a word in.
        beat.excuse(asleep);
      }
      lastLook = System.nanoTime();
      try {
        if (started.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          int exit = started.exitValue();
          return why == null ? end(exit, resident) : why;
        }
      } catch (InterruptedException e) {
        // Asked to stop: the process was told too; its end is awaited here.
        if (!stopping) {
          end(started);
        }
      }
      if (why == null) {
        resident = ResidentMemory.of(started.pid());
        why = beat.reasonToKill(limits, resident);
        if (why != null) {
          started.destroyForcibly();
        }
      }
    }
  }

  /** The system kills the largest when it has no memory left: that is the process's own doing. */
  private ProcessEnd end(int exit, long resident) {
    boolean large = resident > limits.memoryBytes() / 4 * 3;
    return exit == SIGKILL && large
        ? new ProcessEnd(ProcessEnd.Cause.MEMORY, describe(exit))
        : ProcessEnd.of(exit, describe(exit));
  }

  private static void await(Thread hearing) {
    try {
      hearing.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
