package org.kalanjiyam.ocr.server.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code ./kalanjiyam} as a process of its own, as this build made it. */
final class Program implements AutoCloseable {
  private static final long LIMIT_SECONDS = 180;

  private final Process process;
  private final Path output;

  private Program(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  static Program start(Path folder, Map<String, String> environment, Object... words)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of("../kalanjiyam").toAbsolutePath().normalize().toString());
    Arrays.stream(words).map(Object::toString).forEach(command::add);
    return run(folder, environment, command);
  }

  /** Another program, in the same environment. */
  static Program run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path output = Files.createTempFile(folder, "output", ".txt");
    var builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("KALANJIYAM_"));
    List.of("REDIS_URL", "DATABASE_URL", "BROKER_URL", "GOOGLE_APPLICATION_CREDENTIALS")
        .forEach(builder.environment()::remove);
    builder.environment().put("KALANJIYAM_NO_BUILD", "1");
    builder.environment().put("KALANJIYAM_NO_INSTALL", "1");
    builder.environment().put("KALANJIYAM_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().putAll(environment);
    return new Program(builder.start(), output);
  }

  /** Waits for the end. */
  int status() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("It still runs after " + LIMIT_SECONDS + " s:\n" + said());
    }
    return process.exitValue();
  }

  /** The program itself: of {@code serve}, the server that its script looks after. */
  ProcessHandle handle() {
    return process
        .children()
        .filter(child -> child.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElse(process.toHandle());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Everything that it printed. */
  String said() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return e.toString();
    }
  }

  List<ProcessHandle> children() {
    return process.descendants().toList();
  }

  void terminate() {
    process.destroy();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    List<ProcessHandle> children = children();
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
