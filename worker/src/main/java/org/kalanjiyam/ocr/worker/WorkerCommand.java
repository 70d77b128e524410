package org.kalanjiyam.ocr.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kalanjiyam.ocr.engine.OcrEngineProvider;

/**
 * The command of a worker process, for a {@link WorkerSupervisor}.
 *
 * @param java the java program
 * @param classpath the worker's jars
 * @param jvmOptions more options for its JVM, such as an AOT cache
 * @param engine the engine's name
 * @param broker URL of the broker
 * @param environment what the process gets to know, see {@link WorkerEnvironment}
 */
public record WorkerCommand(
    Path java,
    String classpath,
    List<String> jvmOptions,
    String engine,
    String broker,
    Map<String, String> environment) {
  private static final int LARGEST_HEAP = 512;
  private static final int SMALLEST_HEAP = 64;
  private static final List<String> JVM_OPTIONS =
      List.of(
          "-Xmx" + LARGEST_HEAP + "m",
          // Garbage is collected before it has touched all of the heap.
          "-Xmn32m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          // A process that is killed or crashes leaves no file behind.
          "-XX:-UsePerfData",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true");

  /**
   * For glibc: what a page took stays for the next one, up to these sizes, instead of going back to
   * the system and being mapped and zeroed again, some 2,600 times a page.
   */
  private static final Map<String, String> NATIVE_MEMORY =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_MMAP_THRESHOLD_", Integer.toString(32 << 20),
          "MALLOC_TRIM_THRESHOLD_", Integer.toString(128 << 20));

  /** The option of a JVM whose heap leaves room in the memory that the engine may take. */
  public static String heapFor(OcrEngineProvider engine) {
    int half = engine.memoryLimitMebibytes() / 2;
    return "-Xmx" + Math.clamp(half, SMALLEST_HEAP, LARGEST_HEAP) + "m";
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "WorkerCommand[%s, %s]".formatted(engine, broker);
  }

  /** A new process's command. */
  public ProcessBuilder toProcess() {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(JVM_OPTIONS);
    command.addAll(jvmOptions);
    command.add("-cp");
    command.add(classpath);
    command.add("org.kalanjiyam.ocr.worker.WorkerMain");
    command.addAll(List.of("run", "--engine", engine, "--broker", broker, "--supervised"));
    ProcessBuilder process = Confinement.withNetwork(Set.of()).confine(command);
    process.environment().putAll(NATIVE_MEMORY);
    process.environment().putAll(environment);
    return process;
  }
}
