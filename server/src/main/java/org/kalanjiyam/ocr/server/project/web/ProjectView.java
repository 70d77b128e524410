package org.kalanjiyam.ocr.server.project.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.project.BookDetails;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;

/**
 * A project as programs see it.
 *
 * @param statusReason why it failed, else null
 * @param pageCount all its pages
 * @param pagesStored those that are there by now
 */
record ProjectView(
    String slug,
    String title,
    Project.Status status,
    @Nullable String statusReason,
    int pageCount,
    int pagesStored,
    Instant createdAt,
    @Nullable String author,
    @Nullable String editor,
    @Nullable String publisher,
    @Nullable String year,
    @Nullable String language,
    @Nullable String notes,
    @Nullable String printedNumbers,
    boolean archived,
    @Nullable Instant lastEditAt,
    @Nullable String lastEditBy) {

  static ProjectView of(Project project, Projects projects, BookDetails details) {
    return new ProjectView(
        project.slug(),
        project.title(),
        project.status(),
        project.statusReason(),
        project.pageCount(),
        project.status() == Project.Status.READY
            ? project.pageCount()
            : projects.storedPages(project.id()),
        project.createdAt(),
        details.author(),
        details.editor(),
        details.publisher(),
        details.year(),
        details.language(),
        details.notes(),
        details.printedNumbers(),
        details.archived(),
        details.lastEditAt(),
        details.lastEditBy());
  }
}
