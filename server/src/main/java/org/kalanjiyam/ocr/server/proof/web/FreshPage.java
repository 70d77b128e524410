package org.kalanjiyam.ocr.server.proof.web;

import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.Doubts;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Pages;
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

  int version(Page page) {
    return again(page).version();
  }

  private Page again(Page page) {
    return projects.pageById(page.id()).orElse(page);
  }
}
