package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.kalanjiyam.ocr.worker.Confinement;
import org.kalanjiyam.ocr.worker.WorkerSupervisor;

/**
 * The command of a parser process: this program's own classes in another JVM, without network, with
 * limits on memory and files, and nothing of this process's environment but its language and path.
 *
 * @param temporary a folder for its temporary files, emptied before each start
 * @param maxMegapixels of one page
 * @param heapMegabytes the most that its JVM takes; decoders outside of it may take as much again
 */
record ParserCommand(Path temporary, int maxMegapixels, int heapMegabytes) {
  private static final long NATIVE_BYTES = 1L << 30;
  private static final int FIRST_HEAP_MEGABYTES = 64;

  /** No file that it writes may be larger: more than any page needs, or any file in a ZIP. */
  private static final long LARGEST_FILE_BYTES = 2L << 30;

  private static final List<String> JVM_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          // A heap that grew for one large page shrinks after it.
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=25",
          "-XX:MaxDirectMemorySize=64m",
          "-XX:+ExitOnOutOfMemoryError",
          // A process that is killed or crashes leaves no file behind.
          "-XX:-UsePerfData",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:ErrorFile=/dev/null",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Djava.awt.headless=true",
          // Decoders have much to say of damaged files, and nothing that anybody needs.
          "-Dslf4j.internal.verbosity=ERROR",
          "-Dslf4j.provider=org.slf4j.helpers.NOP_FallbackServiceProvider");

  /** When the process is killed; how long a request may take is the asker's to say. */
  WorkerSupervisor.Limits limits() {
    return new WorkerSupervisor.Limits(
        Duration.ofSeconds(10),
        Duration.ofSeconds(20),
        ((long) heapMegabytes << 20) + NATIVE_BYTES);
  }

  ProcessBuilder toProcess() {
    try {
      empty(temporary);
      Files.createDirectories(temporary);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heapMegabytes + "m");
    // Not a part of the machine's memory: above a usual heap, it is collected after each file.
    command.add("-Xms" + Math.min(FIRST_HEAP_MEGABYTES, heapMegabytes) + "m");
    command.addAll(JVM_OPTIONS);
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(moreOptions());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ParserMain.class.getName());
    command.add(Integer.toString(maxMegapixels));
    return Confinement.withoutNetwork(LARGEST_FILE_BYTES).confine(command);
  }

  /** Such as a cache of classes: {@code kalanjiyam.parser-options}, separated by blanks. */
  private static List<String> moreOptions() {
    String options = System.getProperty("kalanjiyam.parser-options", "").strip();
    return options.isEmpty() ? List.of() : List.of(options.split(" +"));
  }

  private static void empty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
