package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.worker.Confinement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that belongs to this server: started again with growing pauses when it dies, ended with
 * the server, and found by its pid file when the server itself was killed. Thread-safe.
 *
 * <p>The pid file {@code run/NAME.pid} has the pid and the start time in milliseconds, so that a
 * pid which now belongs to somebody else is never touched.
 */
final class ChildProcess implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
  private static final Duration LONG_LIFE = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long CLOCK_SLACK_MILLIS = 2000;

  private final String name;
  private final List<String> command;
  private final Path pidFile;
  private final Path logFile;
  private final StopSignal stopSignal;
  private @Nullable Process process;
  private Instant startedAt = Instant.EPOCH;
  private Duration pause = FIRST_PAUSE;
  private boolean closed;

  /** How a process is asked to stop. */
  enum StopSignal {
    TERM,
    /** PostgreSQL's "fast" shutdown: it does not wait for its clients. */
    INT,
    /** PostgreSQL's "immediate" shutdown: its files are as after a crash. */
    QUIT
  }

  private ChildProcess(
      String name, List<String> command, Path pidFile, Path logFile, StopSignal stopSignal) {
    this.name = name;
    this.command = inOwnSession(command);
    this.pidFile = pidFile;
    this.logFile = logFile;
    this.stopSignal = stopSignal;
  }

  /** Starts the process, after it ended one that an earlier server left behind. */
  static ChildProcess start(
      String name, List<String> command, DataFolder folder, StopSignal stopSignal) {
    endOrphan(name, folder.root(), stopSignal);
    var child =
        new ChildProcess(
            name,
            command,
            pidFile(name, folder),
            folder.folder("logs").resolve(name + ".log"),
            stopSignal);
    child.launch();
    return child;
  }

  /** Ends the process of this name that a killed server left behind, if there is one. */
  static void endOrphan(String name, Path root, StopSignal stopSignal) {
    orphan(root.resolve("run").resolve(name + ".pid"))
        .ifPresent(handle -> end(name, handle, stopSignal));
  }

  /** Whether the process runs now. */
  synchronized boolean isAlive() {
    return process != null && process.isAlive();
  }

  synchronized long pid() {
    return process == null ? -1 : process.pid();
  }

  /** Asks the process to stop, and kills it if it doesn't. Returns when it is gone. */
  @Override
  public void close() {
    close(stopSignal);
  }

  /** The same by another signal. */
  void close(StopSignal signal) {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    if (last != null) {
      end(name, last.toHandle(), signal);
    }
    try {
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void launch() {
    if (closed) {
      return;
    }
    try {
      // Database and Redis need nothing of what the server was told in confidence.
      Process started =
          Confinement.ofEnvironment(Set.of())
              .confine(command)
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()))
              .start();
      process = started;
      startedAt = Instant.now();
      DataFolder.writePrivate(
          pidFile, started.pid() + " " + startMillis(started.toHandle()) + "\n");
      started.onExit().thenAccept(this::ended);
    } catch (IOException e) {
      throw new StartRefused("%s cannot be started: %s".formatted(name, e.getMessage()), e);
    }
  }

  private void ended(Process dead) {
    Duration wait;
    synchronized (this) {
      if (closed) {
        return;
      }
      boolean lived = Duration.between(startedAt, Instant.now()).compareTo(LONG_LIFE) > 0;
      wait = lived ? FIRST_PAUSE : pause;
      Duration doubled = wait.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
    log.warn(
        "{} ended with status {}; it starts again in {} ms; see {}",
        name,
        dead.exitValue(),
        wait.toMillis(),
        logFile);
    Thread.ofVirtual()
        .name("restart-" + name)
        .start(
            () -> {
              try {
                Thread.sleep(wait);
                launch();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (StartRefused e) {
                log.error("{}; start the server again", e.getMessage());
              }
            });
  }

  private static void end(String name, ProcessHandle handle, StopSignal signal) {
    if (!handle.isAlive()) {
      return;
    }
    switch (signal) {
      case TERM -> handle.destroy();
      case INT, QUIT -> send(signal, handle);
    }
    try {
      handle.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.warn("{} did not stop within {} s and is killed", name, PATIENCE.toSeconds());
      handle.destroyForcibly();
      handle.onExit().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      handle.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void send(StopSignal signal, ProcessHandle handle) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid())).start().waitFor();
    } catch (IOException e) {
      handle.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path pidFile(String name, DataFolder folder) {
    return folder.folder("run").resolve(name + ".pid");
  }

  static Optional<ProcessHandle> orphan(Path pidFile) {
    try {
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      String[] parts = Files.readString(pidFile).strip().split(" ");
      long started = Long.parseLong(parts[1]);
      return ProcessHandle.of(Long.parseLong(parts[0]))
          .filter(handle -> Math.abs(startMillis(handle) - started) < CLOCK_SLACK_MILLIS);
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static long startMillis(ProcessHandle handle) {
    return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** Keeps the terminal's Ctrl-C from reaching the process before the server has closed. */
  private static List<String> inOwnSession(List<String> command) {
    Optional<Path> setsid = Programs.find("setsid");
    if (setsid.isEmpty()) {
      return command;
    }
    List<String> all = new ArrayList<>();
    all.add(setsid.get().toString());
    all.addAll(command);
    return all;
  }
}
