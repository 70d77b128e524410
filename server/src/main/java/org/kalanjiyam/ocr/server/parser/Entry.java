package org.kalanjiyam.ocr.server.parser;

import java.nio.file.Path;

/** An image that came out of a ZIP. */
public record Entry(String name, FileKind kind) {

  /** Name of the file that the n-th one was unpacked to, from 0. */
  public static String fileName(Path zip, int index) {
    return "%s-%06d".formatted(zip.getFileName(), index + 1);
  }
}
