package org.kalanjiyam.ocr.worker;

import java.io.IOException;
import java.io.Reader;
import java.util.function.Consumer;

/** Lines of a process that is not trusted: what is longer than it may be is cut. */
final class Lines {
  private static final int LONGEST = 4 << 20;

  private Lines() {}

  /** Passes each line on, until the process has ended and its pipe with it. */
  static void each(Reader process, Consumer<String> hears) {
    StringBuilder line = new StringBuilder();
    char[] buffer = new char[8192];
    try (process) {
      for (int read = process.read(buffer); read >= 0; read = process.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            hears.accept(line.toString());
            line.setLength(0);
          } else if (buffer[i] != '\r' && line.length() < LONGEST) {
            line.append(buffer[i]);
          }
        }
      }
    } catch (IOException e) {
      // The process has ended, and its pipe with it.
    }
    if (!line.isEmpty()) {
      hears.accept(line.toString());
    }
  }
}
