package org.kalanjiyam.ocr.server.platform;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Programs that this machine has. */
final class Programs {
  private Programs() {}

  /** The program's file, if it is on the path. */
  static Optional<Path> find(String name) {
    return Arrays.stream(
            System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether this process runs as root. */
  static boolean asRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}
