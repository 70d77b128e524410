package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.kalanjiyam.ocr.worker.WorkerCommand;
import org.kalanjiyam.ocr.worker.WorkerSupervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker processes of this machine: a page at a time each, so one a core. */
final class LocalWorkers {
  private static final Logger log = LoggerFactory.getLogger("worker");

  private final BrokerAddress broker;
  private final int count;
  private final AtomicBoolean started = new AtomicBoolean();

  LocalWorkers(BrokerAddress broker, int count) {
    this.broker = broker;
    this.count = count;
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
    if (!Files.exists(WorkerProgram.jar())) {
      throw new StartRefused("The worker's program is missing: " + WorkerProgram.jar());
    }
    List<WorkerSupervisor> supervisors =
        List.of(
            supervisor("tesseract", count),
            supervisor("google", hasGoogle(System.getenv()) ? 1 : 0));
    supervisors.forEach(supervisor -> closeLater.accept(supervisor::close));
    supervisors.forEach(WorkerSupervisor::start);
  }

  private WorkerSupervisor supervisor(String engine, int processes) {
    WorkerCommand command = WorkerProgram.command(engine, broker.url(), environment());
    return new WorkerSupervisor(
        engine, processes, command::toProcess, WorkerSupervisor.Limits.USUAL, log::info);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    if (broker.user() != null && broker.password() != null) {
      environment.put("KALANJIYAM_BROKER_USER", broker.user());
      environment.put("KALANJIYAM_BROKER_PASSWORD", broker.password());
    }
    return environment;
  }

  private static boolean hasGoogle(Map<String, String> environment) {
    return environment.containsKey("GOOGLE_APPLICATION_CREDENTIALS")
        || environment.containsKey("KALANJIYAM_GOOGLE_ENDPOINT");
  }
}
