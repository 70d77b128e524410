package org.kalanjiyam.ocr.server.cli;

import java.util.Locale;

/** A kind of file that the pages of a book can be exported to. */
enum Format {
  TXT(".txt"),
  PDF(".pdf"),
  HOCR(".hocr"),
  ALTO(".alto.xml"),
  PAGE(".page.xml"),
  JSON(".jsonl");

  private final String suffix;

  Format(String suffix) {
    this.suffix = suffix;
  }

  /** As the API names it. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How its files end, unless the server says otherwise. */
  String suffix() {
    return suffix;
  }
}
