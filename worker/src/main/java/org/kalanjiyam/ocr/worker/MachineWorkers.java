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
 * processes then. Thread-safe.
 */
public final class MachineWorkers implements AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(10);

  private final InstalledEngines engines;
  private final int slots;
  private final Function<OcrEngineProvider, WorkerCommand> command;
  private final Consumer<String> log;
  private final Map<String, WorkerSupervisor> supervisors = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
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
      engines.problems().forEach(log);
      startReady();
      looking = Thread.ofVirtual().name("engines").start(this::lookAgain);
    }
  }

  private void lookAgain() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        startReady();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void startReady() {
    for (OcrEngineProvider engine : engines.all()) {
      if (!closed && !supervisors.containsKey(engine.name())) {
        switch (engines.readiness(engine)) {
          case Readiness.Ready ready -> start(engine);
          case Readiness.NotReady(String reason) -> tell(engine, reason);
        }
      }
    }
  }

  private void start(OcrEngineProvider engine) {
    WorkerSupervisor supervisor =
        new WorkerSupervisor(
            engine.name(),
            engine.processes(slots),
            () -> command.apply(engine).toProcess(),
            WorkerSupervisor.Limits.of(engine),
            log);
    supervisors.put(engine.name(), supervisor);
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
    supervisors.forEach((engine, supervisor) -> pids.put(engine, supervisor.pids()));
    return pids;
  }

  /** Asks all processes to end, all at once, and waits for it. */
  @Override
  public void close() {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    synchronized (this) {
      closed = true;
      if (looking != null) {
        looking.interrupt();
      }
      for (WorkerSupervisor supervisor : supervisors.values()) {
        ends.add(
            CompletableFuture.runAsync(
                supervisor::close, task -> Thread.ofPlatform().name("end").start(task)));
      }
    }
    ends.forEach(CompletableFuture::join);
  }
}
