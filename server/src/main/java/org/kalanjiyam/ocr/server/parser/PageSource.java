package org.kalanjiyam.ocr.server.parser;

import java.io.IOException;
import java.nio.file.Path;

/** An uploaded file as its pages. Not thread-safe. */
interface PageSource extends AutoCloseable {

  /** How many pages it has. */
  int pages() throws IOException, UploadRefused;

  /**
   * Writes a page's image to a file.
   *
   * @param index from 0
   */
  Picture write(int index, Path target) throws IOException, UploadRefused;

  @Override
  void close() throws IOException;
}
