package org.kalanjiyam.ocr.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps a machine's worker processes alive: for each engine as many as it asks for. */
@Command(
    name = "machine",
    description = "All worker processes of this machine.",
    mixinStandardHelpOptions = true)
final class MachineCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(MachineCommand.class);

  @Option(names = "--broker", required = true, description = "URL of the broker: tcp://host:port")
  private String broker = "";

  @Option(
      names = "--slots",
      description = "Pages that local engines recognise at a time (default: one a core).")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    InstalledEngines engines = InstalledEngines.of(System.getenv());
    try (MachineWorkers workers = new MachineWorkers(engines, slots, this::command, log::info)) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    workers.close();
                    stopped.countDown();
                  },
                  "stop"));
      workers.start();
      log.info("{} pages at a time for {}", slots, broker);
      stopped.await();
    }
    return 0;
  }

  private WorkerCommand command(OcrEngineProvider engine) {
    return new WorkerCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        System.getProperty("java.class.path"),
        List.of(WorkerCommand.heapFor(engine)),
        engine.name(),
        broker,
        WorkerEnvironment.of(engine, System.getenv()));
  }
}
