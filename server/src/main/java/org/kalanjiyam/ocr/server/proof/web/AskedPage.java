package org.kalanjiyam.ocr.server.proof.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.Doubts;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.PageWithText;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The page that an address of the API names, or a problem. */
@Component
final class AskedPage {
  private final Projects projects;
  private final Pages pages;
  private final Doubts doubts;

  AskedPage(Projects projects, Pages pages, Doubts doubts) {
    this.projects = projects;
    this.pages = pages;
    this.doubts = doubts;
  }

  Project project(String slug) {
    return projects.bySlug(slug).orElseThrow(() -> ApiProblem.noProject(slug));
  }

  Page page(String slug, String name) {
    Project project = project(slug);
    return Page.number(name)
        .flatMap(number -> projects.page(project.id(), number))
        .orElseThrow(() -> ApiProblem.noPage(name));
  }

  PageView view(String slug, String name) {
    PageWithText found = pages.withText(page(slug, name));
    return PageView.of(found, doubts.of(found));
  }

  /** A text's version, for what needs no text. */
  record Version(@Nullable Integer version) {

    int required() {
      if (version == null) {
        throw ApiProblem.of(
            HttpStatus.BAD_REQUEST,
            "Version missing",
            "Send {\"version\": ...}, the newest version that you have seen.");
      }
      return version;
    }
  }
}
