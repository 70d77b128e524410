package org.kalanjiyam.ocr.server.project;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a book beside its title; null where it isn't.
 *
 * @param year as it is printed: "1912", "Saka 1834"
 * @param language in which most of it is
 * @param printedNumbers the numbers printed on the pages, as {@link PrintedNumbers} reads them
 * @param archivedAt since when it is put away
 * @param lastEditBy the name of who wrote in it last
 */
public record BookDetails(
    @Nullable String author,
    @Nullable String editor,
    @Nullable String publisher,
    @Nullable String year,
    @Nullable String language,
    @Nullable String notes,
    @Nullable String printedNumbers,
    @Nullable Instant archivedAt,
    @Nullable Instant lastEditAt,
    @Nullable String lastEditBy) {

  /** Whether the book is put away. */
  public boolean archived() {
    return archivedAt != null;
  }

  /** Whether anything that a librarian writes is there. */
  public boolean described() {
    return author != null
        || editor != null
        || publisher != null
        || year != null
        || language != null
        || notes != null;
  }
}
