package org.kalanjiyam.ocr.server.proof;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.project.Projects;
import org.springframework.stereotype.Component;

/** The newest text of a page, where only that is shown. */
@Component
public final class NewestTexts {
  private final Projects projects;
  private final Pages pages;

  NewestTexts(Projects projects, Pages pages) {
    this.projects = projects;
    this.pages = pages;
  }

  /** Empty if the page has no text, or the book is gone. */
  public Optional<String> newest(@Nullable Long projectId, int page) {
    return projectId == null
        ? Optional.empty()
        : projects
            .page(projectId, page)
            .filter(found -> found.version() > 0)
            .map(pages::withText)
            .map(PageWithText::text);
  }
}
