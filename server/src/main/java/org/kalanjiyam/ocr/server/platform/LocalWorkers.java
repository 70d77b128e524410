package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.worker.MachineWorkers;
import org.kalanjiyam.ocr.worker.WorkerCommand;
import org.kalanjiyam.ocr.worker.WorkerEnvironment;

/** The worker processes of this machine, for all engines that are ready here. */
final class LocalWorkers {
  private final BrokerAddress broker;
  private final Path dataFolder;
  private final int count;
  private final AtomicBoolean started = new AtomicBoolean();

  /**
   * @param count pages that local engines recognise at a time; 0 for no workers at all
   */
  LocalWorkers(BrokerAddress broker, Path dataFolder, int count) {
    this.broker = broker;
    this.dataFolder = dataFolder;
    this.count = count;
  }

  /**
   * Starts the processes, once.
   *
   * @param closeLater told first how to stop them
   */
  void start(Consumer<Ending> closeLater) {
    if (count == 0 || !started.compareAndSet(false, true)) {
      return;
    }
    if (!Files.exists(WorkerProgram.jar())) {
      throw new StartRefused("The worker's program is missing: " + WorkerProgram.jar());
    }
    Map<String, String> environment = InstalledEngines.environment(System.getenv(), dataFolder);
    MachineWorkers workers =
        new MachineWorkers(
            InstalledEngines.of(environment),
            count,
            engine -> command(engine, environment),
            new WorkerLog());
    closeLater.accept(new Ending(workers::close, workers::kill));
    workers.start();
  }

  private WorkerCommand command(OcrEngineProvider engine, Map<String, String> environment) {
    Map<String, String> further = new HashMap<>(WorkerEnvironment.of(engine, environment));
    if (broker.user() != null && broker.password() != null) {
      further.put("KALANJIYAM_BROKER_USER", broker.user());
      further.put("KALANJIYAM_BROKER_PASSWORD", broker.password());
    }
    return WorkerProgram.command(engine, broker.url(), further);
  }
}
