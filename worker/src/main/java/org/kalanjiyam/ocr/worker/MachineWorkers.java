package org.kalanjiyam.ocr.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;

/**
 * The worker processes of a machine: for each engine that is ready there, as many as its provider
 * asks for. Looks again every few seconds, so that an engine that becomes ready later gets its
 * processes then, and one whose settings change gets others. Thread-safe.
 */
public final class MachineWorkers implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final InstalledEngines engines;
  private final int slots;
  private final Function<OcrEngineProvider, WorkerCommand> command;
  private final Consumer<String> log;
  private final Map<String, Served> served = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private final List<CompletableFuture<Void>> ending = new ArrayList<>();
  private List<String> toldProblems = List.of();
  private @Nullable Thread looking;
  private boolean closed;

  /**
   * Nothing is started yet.
   *
   * @param slots how many pages local engines are to recognise at a time
   * @param command makes an engine's command
   * @param log hears what happens
   */
  public MachineWorkers(
      InstalledEngines engines,
      int slots,
      Function<OcrEngineProvider, WorkerCommand> command,
      Consumer<String> log) {
    this.engines = engines;
    this.slots = slots;
    this.command = command;
    this.log = log;
  }

  /** Starts what is ready, and later what becomes so. */
  public synchronized void start() {
    if (!closed && looking == null) {
      look();
      looking = Thread.ofVirtual().name("engines").start(this::lookAgain);
    }
  }

  private void lookAgain() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An engine and its processes; another object of the same name is another engine. */
  private record Served(OcrEngineProvider engine, WorkerSupervisor processes) {}

  /** Starts and ends what should be by now. */
  synchronized void look() {
    List<OcrEngineProvider> all = engines.all();
    endWhatChanged(all);
    List<String> problems = engines.problems();
    if (!problems.equals(toldProblems)) {
      problems.forEach(log);
      toldProblems = problems;
    }
    for (OcrEngineProvider engine : all) {
      if (!closed && !served.containsKey(engine.name())) {
        switch (engines.readiness(engine)) {
          case Readiness.Ready ready -> start(engine);
          case Readiness.NotReady(String reason) -> tell(engine, reason);
        }
      }
    }
  }

  /** Processes of an engine that is gone, or is another one now, finish their pages and end. */
  private void endWhatChanged(List<OcrEngineProvider> all) {
    Map<String, OcrEngineProvider> now = new HashMap<>();
    all.forEach(engine -> now.put(engine.name(), engine));
    served
        .values()
        .removeIf(
            one -> {
              boolean same = now.get(one.engine().name()) == one.engine();
              if (!same && !closed) {
                log.accept(
                    "The settings of the engine %s have changed; its workers end"
                        .formatted(one.engine().name()));
                ending.add(inBackground(one.processes()));
              }
              return !same;
            });
    ending.removeIf(CompletableFuture::isDone);
  }

  private static CompletableFuture<Void> inBackground(WorkerSupervisor processes) {
    return CompletableFuture.runAsync(
        processes::close, task -> Thread.ofPlatform().name("end").start(task));
  }

  private void start(OcrEngineProvider engine) {
    WorkerSupervisor supervisor =
        new WorkerSupervisor(
            engine.name(),
            engine.processes(slots),
            () -> command.apply(engine).toProcess(),
            WorkerSupervisor.Limits.of(engine),
            log);
    served.put(engine.name(), new Served(engine, supervisor));
    supervisor.start();
  }

  private void tell(OcrEngineProvider engine, String reason) {
    if (!reason.equals(told.put(engine.name(), reason))) {
      log.accept("The engine %s gets no workers here. %s".formatted(engine.name(), reason));
    }
  }

  /** Process ids of those that live now, by engine. */
  public synchronized Map<String, List<Long>> pids() {
    Map<String, List<Long>> pids = new HashMap<>();
    served.forEach((engine, one) -> pids.put(engine, one.processes().pids()));
    return pids;
  }

  /** Asks all processes to end, all at once, and waits for it. */
  @Override
  public void close() {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    synchronized (this) {
      stopLooking();
      ends.addAll(ending);
      served.values().forEach(one -> ends.add(inBackground(one.processes())));
    }
    ends.forEach(CompletableFuture::join);
  }

  /** Kills all processes, whose pages in work nobody wants any more. */
  public synchronized void kill() {
    stopLooking();
    served.values().forEach(one -> one.processes().kill());
  }

  private void stopLooking() {
    closed = true;
    if (looking != null) {
      looking.interrupt();
    }
  }
}
