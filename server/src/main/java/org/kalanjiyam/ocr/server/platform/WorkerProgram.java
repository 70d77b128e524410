package org.kalanjiyam.ocr.server.platform;

import java.nio.file.Path;
import java.util.List;

/** How a worker process is called on this machine. */
final class WorkerProgram {
  private static final String MAIN = "org.kalanjiyam.ocr.worker.WorkerMain";

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

  static List<String> command(String engine, String brokerUrl) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Dio.netty.noUnsafe=false",
        "-XX:+UseSerialGC",
        "-cp",
        jar().toString(),
        MAIN,
        "run",
        "--engine",
        engine,
        "--broker",
        brokerUrl,
        "--supervised");
  }
}
