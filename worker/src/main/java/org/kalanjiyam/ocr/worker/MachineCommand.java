package org.kalanjiyam.ocr.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Keeps a machine's worker processes alive: one a core for Tesseract, one for Google. */
@Command(
    name = "machine",
    description = "All worker processes of this machine.",
    mixinStandardHelpOptions = true)
final class MachineCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(MachineCommand.class);

  @Option(names = "--broker", required = true, description = "URL of the broker: tcp://host:port")
  private String broker = "";

  @Option(names = "--slots", description = "Pages to read at a time (default: one a core).")
  private int slots = Runtime.getRuntime().availableProcessors();

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    try (WorkerSupervisor local = supervisor("tesseract", slots);
        WorkerSupervisor google = supervisor("google", hasGoogle() ? 1 : 0)) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    local.close();
                    google.close();
                    stopped.countDown();
                  },
                  "stop"));
      local.start();
      google.start();
      log.info("{} worker processes for {}", slots, broker);
      stopped.await();
    }
    return 0;
  }

  private WorkerSupervisor supervisor(String engine, int count) {
    WorkerCommand command =
        new WorkerCommand(
            Path.of(System.getProperty("java.home"), "bin", "java"),
            System.getProperty("java.class.path"),
            List.of(),
            engine,
            broker,
            Map.of());
    return new WorkerSupervisor(
        engine, count, command::toProcess, WorkerSupervisor.Limits.USUAL, log::info);
  }

  private static boolean hasGoogle() {
    return System.getenv("GOOGLE_APPLICATION_CREDENTIALS") != null
        || System.getenv("KALANJIYAM_GOOGLE_ENDPOINT") != null;
  }
}
