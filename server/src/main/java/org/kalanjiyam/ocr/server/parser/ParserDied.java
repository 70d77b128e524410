package org.kalanjiyam.ocr.server.parser;

import org.kalanjiyam.ocr.worker.ProcessEnd;

/** A parser process ended before it answered. */
final class ParserDied extends Exception {
  private final transient ProcessEnd end;

  ParserDied(ProcessEnd end) {
    super("The parser " + end.words());
    this.end = end;
  }

  ProcessEnd end() {
    return end;
  }
}
