package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;
import org.kalanjiyam.ocr.worker.WorkerCommand;

/** How a worker process is called on this machine. */
final class WorkerProgram {
  private WorkerProgram() {}

  /** The worker's jar, which names its libraries: {@code kalanjiyam.worker-jar}. */
  static Path jar() {
    String jar = System.getProperty("kalanjiyam.worker-jar");
    if (jar == null) {
      throw new StartRefused(
          "No worker program is known: start the server by ./kalanjiyam, or with --workers 0");
    }
    return Path.of(jar);
  }

  /** More options of the workers' JVM, separated by blanks: {@code kalanjiyam.worker-options}. */
  private static List<String> options() {
    String options = System.getProperty("kalanjiyam.worker-options", "").strip();
    return options.isEmpty() ? List.of() : List.of(options.split(" +"));
  }

  static WorkerCommand command(
      OcrEngineProvider engine, String brokerUrl, Map<String, String> environment) {
    List<String> options = new ArrayList<>(options());
    options.add(WorkerCommand.heapFor(engine));
    return new WorkerCommand(
        Path.of(System.getProperty("java.home"), "bin", "java"),
        jar().toString(),
        options,
        engine.name(),
        brokerUrl,
        environment);
  }
}
