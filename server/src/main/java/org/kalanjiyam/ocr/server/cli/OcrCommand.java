package org.kalanjiyam.ocr.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Files in, text out, without a browser. */
@Command(name = "ocr", description = "Turns PDFs and images into text files.")
final class OcrCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return 0;
  }
}
