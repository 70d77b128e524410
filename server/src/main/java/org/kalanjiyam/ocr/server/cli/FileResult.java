package org.kalanjiyam.ocr.server.cli;

import java.nio.file.Path;
import java.util.List;

/** What became of a file. */
sealed interface FileResult {

  /** Every page was read. */
  record Read(int pages, List<Path> written) implements FileResult {}

  /** Some pages were not read; what was is written. */
  record PagesFailed(List<String> failures, List<Path> written) implements FileResult {}

  /** Nothing came of it. */
  record NotRead(String reason) implements FileResult {}
}
