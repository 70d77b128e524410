package org.kalanjiyam.ocr.server.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Redis to run: the distribution's Redis or Valkey where it is as new as the bundled one, since
 * somebody keeps it free of known flaws; else the bundled one.
 */
public final class RedisPrograms {
  private static final String VERSION = "7.0.15";
  private static final Pattern SAID = Pattern.compile("\\bv=(\\d+)\\.(\\d+)\\.(\\d+)\\b");
  private static final long PATIENCE_SECONDS = 5;

  private RedisPrograms() {}

  /** The program's file. */
  public static Path server() {
    return installed().orElseGet(RedisPrograms::bundled);
  }

  private static Optional<Path> installed() {
    return Stream.of("valkey-server", "redis-server")
        .flatMap(name -> Programs.find(name).stream())
        .flatMap(program -> version(program).map(said -> new Installed(program, said)).stream())
        .filter(program -> program.version().compareTo(number("v=" + VERSION).orElseThrow()) >= 0)
        .max(Comparator.comparing(Installed::version))
        .map(Installed::program);
  }

  private record Installed(Path program, Long version) {}

  private static Optional<Long> version(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return Optional.empty();
      }
      return number(new String(process.getInputStream().readNBytes(500), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** A version as one number that is greater for a later one; of what {@code --version} says. */
  static Optional<Long> number(String said) {
    Matcher parts = SAID.matcher(said);
    return parts.find()
        ? Optional.of(
            (Long.parseLong(parts.group(1)) * 1000 + Long.parseLong(parts.group(2))) * 1000
                + Long.parseLong(parts.group(3)))
        : Optional.empty();
  }

  private static Path bundled() {
    return CacheFolder.unpacked(
            "redis",
            "redis-server-%s-%s".formatted(VERSION, platform()),
            (packed, folder) -> {
              Path program = folder.resolve("redis-server");
              Files.copy(packed, program);
              Files.setPosixFilePermissions(
                  program,
                  Set.of(
                      PosixFilePermission.OWNER_READ,
                      PosixFilePermission.OWNER_WRITE,
                      PosixFilePermission.OWNER_EXECUTE));
            })
        .resolve("redis-server");
  }

  private static String platform() {
    String os = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
    return os + "-" + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64");
  }
}
