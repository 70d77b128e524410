package org.kalanjiyam.ocr.server.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of file that a book can be taken out as. */
public enum ExportFormat {
  /** Plain text; a form feed between pages. */
  TXT("text/plain;charset=UTF-8", ".txt"),
  /** The pages' images with an invisible layer of text. */
  PDF("application/pdf", ".pdf"),
  HOCR("text/html;charset=UTF-8", ".hocr"),
  /** ALTO 4.4, all pages in one file. */
  ALTO("application/xml", ".alto.xml"),
  /** PAGE 2019-07-15, a ZIP of a file for each page. */
  PAGE("application/zip", ".page.zip"),
  /** JSON Lines: a page a line, in the shape of the API. */
  JSON("application/jsonl", ".jsonl");

  private final String mediaType;
  private final String suffix;

  ExportFormat(String mediaType, String suffix) {
    this.mediaType = mediaType;
    this.suffix = suffix;
  }

  public String mediaType() {
    return mediaType;
  }

  /** Of the file's name, with the dot. */
  public String suffix() {
    return suffix;
  }

  /** Whether the pages' images are in the file. */
  boolean holdsImages() {
    return this == PDF;
  }

  /** As addresses name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ExportFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findAny();
  }

  /** All words, as addresses, buttons and the command line name them. */
  public static List<String> words() {
    return Arrays.stream(values()).map(ExportFormat::word).toList();
  }
}
