package org.kalanjiyam.ocr.engine.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a key is kept. The key itself is read when it is needed, and never part of a text. */
sealed interface Secret {

  /** The service asks for none. */
  record None() implements Secret {}

  /** In a file of its own, its first line. */
  record InFile(Path file) implements Secret {}

  /** In an environment variable. */
  record InVariable(String name) implements Secret {}

  /** The key is not where it should be. */
  final class Missing extends Exception {
    private static final long serialVersionUID = 1L;

    Missing(String message) {
      super(message);
    }
  }

  /** The key; empty where none is asked for. */
  default Optional<String> read(Map<String, String> environment) throws Missing {
    return switch (this) {
      case None none -> Optional.empty();
      case InFile(Path file) -> Optional.of(firstLine(file));
      case InVariable(String name) -> {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
          throw new Missing(
              "The variable %s, which should have its key, is not set.".formatted(name));
        }
        yield Optional.of(value);
      }
    };
  }

  private static String firstLine(Path file) throws Missing {
    try {
      String line = Files.readString(file).lines().findFirst().orElse("").strip();
      if (line.isEmpty()) {
        throw new Missing("The file %s, which should have its key, is empty.".formatted(file));
      }
      return line;
    } catch (IOException e) {
      throw new Missing("The file %s, which should have its key, cannot be read.".formatted(file));
    }
  }
}
