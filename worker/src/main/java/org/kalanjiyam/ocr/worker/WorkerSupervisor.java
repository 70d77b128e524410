package org.kalanjiyam.ocr.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;

/**
 * Keeps worker processes alive: starts them, starts them again when they end (after a pause that
 * grows while they keep ending), kills one whose page takes longer than it may, that is frozen, or
 * that eats too much memory. Uses neither broker nor engine. Thread-safe.
 */
public final class WorkerSupervisor implements AutoCloseable {
  private final List<SupervisedWorker> workers = new ArrayList<>();

  /**
   * When a worker process is killed.
   *
   * @param grace how much longer than its limit a page may take before its process is killed
   * @param silence how long a process may say nothing
   * @param memoryBytes the most resident memory that a process may use
   */
  public record Limits(Duration grace, Duration silence, long memoryBytes) {
    /** Limits for usual pages: 10 s of grace, 15 s of silence, 3 GiB. */
    public static final Limits USUAL =
        new Limits(Duration.ofSeconds(10), Duration.ofSeconds(15), 3L << 30);

    /** The usual ones, with as much memory as the engine's provider says. */
    public static Limits of(OcrEngineProvider engine) {
      return new Limits(USUAL.grace, USUAL.silence, (long) engine.memoryLimitMebibytes() << 20);
    }
  }

  /**
   * Prepares supervision; {@link #start} begins it.
   *
   * @param name what the processes are called in logs
   * @param count how many of them to keep alive
   * @param command makes the command of a new process; it must run with {@code --supervised}
   * @param limits when one is killed
   * @param log hears what happens, and each line that a process logs
   */
  public WorkerSupervisor(
      String name,
      int count,
      Supplier<ProcessBuilder> command,
      Limits limits,
      Consumer<String> log) {
    this(name, count, command, limits, Restarts.USUAL, log);
  }

  WorkerSupervisor(
      String name,
      int count,
      Supplier<ProcessBuilder> command,
      Limits limits,
      Restarts restarts,
      Consumer<String> log) {
    for (int i = 1; i <= count; i++) {
      workers.add(
          new SupervisedWorker(
              name + "-" + i, command, limits, restarts, ProcessListener.NONE, log));
    }
  }

  /**
   * Prepares supervision of one process that somebody talks to.
   *
   * @param listener hears what happens to it
   */
  public WorkerSupervisor(
      String name,
      Supplier<ProcessBuilder> command,
      Limits limits,
      Restarts restarts,
      ProcessListener listener,
      Consumer<String> log) {
    workers.add(new SupervisedWorker(name, command, limits, restarts, listener, log));
  }

  /** Starts the processes. */
  public void start() {
    workers.forEach(SupervisedWorker::start);
  }

  /** Process ids of those that live now. */
  public List<Long> pids() {
    return workers.stream().flatMap(worker -> worker.pid().stream()).toList();
  }

  /** How many processes said that they are ready. */
  public int ready() {
    return (int) workers.stream().filter(SupervisedWorker::isReady).count();
  }

  /** Asks all processes to end, gives them 15 s, and kills those that do not. */
  @Override
  public void close() {
    workers.forEach(SupervisedWorker::askToStop);
    workers.forEach(SupervisedWorker::awaitEnd);
  }

  /** Kills all processes, whose pages in work nobody wants any more. */
  public void kill() {
    workers.forEach(SupervisedWorker::kill);
    workers.forEach(SupervisedWorker::awaitEnd);
  }
}
