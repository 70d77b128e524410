package org.kalanjiyam.ocr.server.proof.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.Doubts;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** A page as it is now, after something was done to it. */
@Component
final class FreshPage {
  private final Projects projects;
  private final Pages pages;
  private final Doubts doubts;

  FreshPage(Projects projects, Pages pages, Doubts doubts) {
    this.projects = projects;
    this.pages = pages;
    this.doubts = doubts;
  }

  PageView view(Page page) {
    PageWithText found = pages.withText(again(page));
    return PageView.of(found, doubts.of(found));
  }

  /**
   * The page that somebody had before them when they wrote: it may have another number by now.
   *
   * @param id what they say it was; null: the one that has the number now
   */
  Page written(Page numbered, @Nullable Long id) {
    if (id == null || id == numbered.id()) {
      return numbered;
    }
    return projects
        .pageById(id)
        .filter(page -> page.projectId() == numbered.projectId())
        .orElseThrow(
            () ->
                ApiProblem.of(
                    HttpStatus.NOT_FOUND,
                    "Page taken out",
                    "This page was taken out of the book while it was open; nothing was saved."));
  }

  int version(Page page) {
    return again(page).version();
  }

  private Page again(Page page) {
    return projects.pageById(page.id()).orElse(page);
  }
}
