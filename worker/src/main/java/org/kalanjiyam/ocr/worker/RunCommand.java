package org.kalanjiyam.ocr.worker;

import jakarta.jms.JMSSecurityException;
import java.util.concurrent.Callable;
import org.kalanjiyam.ocr.engine.InstalledEngines;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.engine.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One worker process with one engine. The password for the broker comes from {@code
 * KALANJIYAM_BROKER_PASSWORD}, the user from {@code KALANJIYAM_BROKER_USER} if it is another than
 * {@code worker}.
 */
@Command(name = "run", description = "One worker process.", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(RunCommand.class);

  /** Not 3, with which a JVM ends that is out of memory. */
  private static final int NOT_READY = 5;

  private static final int NOT_LET_IN = 4;

  @Option(names = "--engine", required = true, description = "The engine's name.")
  private String engine = "";

  @Option(names = "--broker", required = true, description = "URL of the broker: tcp://host:port")
  private String broker = "";

  @Option(
      names = "--supervised",
      description = "Speak the supervisor's protocol on standard output, end with standard input.")
  private boolean supervised;

  @Override
  public Integer call() throws Exception {
    InstalledEngines engines = InstalledEngines.of(System.getenv());
    engines.problems().forEach(log::warn);
    OcrEngineProvider provider = find(engines);
    return switch (engines.readiness(provider)) {
      case Readiness.NotReady(String reason) -> {
        log.error("The engine {} is not ready: {}", engine, reason);
        yield NOT_READY;
      }
      case Readiness.Ready ready -> {
        Supervision supervision = supervised ? Supervision.overPipes() : Supervision.none();
        try (WorkerProcess worker =
            new WorkerProcess(
                provider, provider.open(engines.environment()), ready.languages(), supervision)) {
          worker.run(BrokerLink.to(broker, System.getenv()));
          yield 0;
        } catch (JMSSecurityException e) {
          log.error(
              "The broker at {} does not let this worker in: set KALANJIYAM_BROKER_PASSWORD to what"
                  + " the server has in secrets/broker-worker of its data folder",
              broker);
          yield NOT_LET_IN;
        }
      }
    };
  }

  private OcrEngineProvider find(InstalledEngines engines) {
    return engines
        .find(engine)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "There is no engine '%s'; known are: %s"
                        .formatted(
                            engine, engines.all().stream().map(OcrEngineProvider::name).toList())));
  }
}
