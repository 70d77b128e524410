package org.kalanjiyam.ocr.server.project;

import org.kalanjiyam.ocr.server.parser.FileKind;

/**
 * An uploaded file and the pages that it will become.
 *
 * @param firstPage its first page's number in the book
 * @param file its name in the upload's folder
 * @param name as its sender called it
 */
record PlannedFile(int firstPage, int pageCount, String file, String name, FileKind kind) {

  /** The same file, so many pages further on. */
  PlannedFile movedBy(int pages) {
    return new PlannedFile(firstPage + pages, pageCount, file, name, kind);
  }
}
