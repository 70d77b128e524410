package org.kalanjiyam.ocr.server.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.springframework.stereotype.Component;

/** The newest text of a page, where only that is shown. */
@Component
final class PageTexts {
  private final Projects projects;
  private final Pages pages;

  PageTexts(Projects projects, Pages pages) {
    this.projects = projects;
    this.pages = pages;
  }

  /** Empty if the page has no text, or the book is gone. */
  Optional<String> newest(@Nullable Long projectId, int page) {
    return projectId == null
        ? Optional.empty()
        : projects
            .page(projectId, page)
            .filter(found -> found.version() > 0)
            .map(pages::withText)
            .map(PageWithText::text);
  }
}
