package org.kalanjiyam.ocr.server.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.kalanjiyam.ocr.server.export.ExportFormat;
import org.kalanjiyam.ocr.server.platform.StartRefused;

/**
 * What somebody wants of {@code ocr}.
 *
 * @param engine engine's name
 * @param language language as the engine names it
 * @param formats of the files to write
 * @param output folder of the files to write
 * @param workers worker processes
 * @param properties further settings of the server inside
 */
record OcrWishes(
    String engine,
    String language,
    List<ExportFormat> formats,
    Path output,
    int workers,
    Map<String, String> properties) {
  OcrWishes {
    if (workers < 1) {
      throw new StartRefused("--workers is 1 or more, not " + workers);
    }
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "OcrWishes[%s, %s, %s]".formatted(engine, language, output);
  }
}
