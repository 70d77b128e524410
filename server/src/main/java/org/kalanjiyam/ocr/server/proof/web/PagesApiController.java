package org.kalanjiyam.ocr.server.proof.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.Pages;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.Revision;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/projects/{slug}/pages}: pages and their texts. */
@RestController
@RequestMapping("/api/v1/projects/{slug}/pages")
class PagesApiController {
  private final Projects projects;
  private final Pages pages;
  private final Proofing proofing;
  private final Revisions revisions;

  PagesApiController(Projects projects, Pages pages, Proofing proofing, Revisions revisions) {
    this.projects = projects;
    this.pages = pages;
    this.proofing = proofing;
    this.revisions = revisions;
  }

  /**
   * A page in the list.
   *
   * @param page its name in addresses
   * @param status {@code NEW}, {@code RECOGNISED}, {@code EDITED} or {@code PROOFED}
   * @param confidence of an engine's text, 0 to 1; null where there is none
   */
  record PageSummary(
      String page,
      Page.Status status,
      boolean hasText,
      int version,
      @Nullable Double confidence,
      int width,
      int height,
      int dpi,
      String imageHash) {}

  @GetMapping
  List<PageSummary> all(Project project) {
    Map<Integer, Double> confidences = revisions.confidences(project.id());
    return projects.pages(project.id()).stream()
        .map(
            page ->
                new PageSummary(
                    Integer.toString(page.number()),
                    page.status(),
                    page.version() > 0,
                    page.version(),
                    confidences.get(page.number()),
                    page.width(),
                    page.height(),
                    page.dpi(),
                    page.imageHash()))
        .toList();
  }

  @GetMapping("/{page}")
  PageView one(Page page) {
    return PageView.of(pages.withText(page));
  }

  /**
   * A text to save.
   *
   * @param version the version that was edited
   */
  record NewText(@Nullable String text, @Nullable Integer version) {}

  /** A text's version, for what needs no text. */
  record Version(@Nullable Integer version) {}

  @PutMapping("/{page}/text")
  PageView save(
      Page page,
      @RequestBody NewText sent,
      Person person) {
    if (sent.text() == null || sent.version() == null) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "Text or version missing",
          "Send {\"text\": ..., \"version\": ...}, the version being the one that was edited.");
    }
    return answer(page, sent.text(), proofing.save(page, sent.text(), sent.version(), person));
  }

  private PageView answer(Page page, String text, SaveResult result) {
    return switch (result) {
      case SaveResult.Saved saved -> fresh(page);
      case SaveResult.Conflict conflict -> throw Problems.conflict(text, conflict);
      case SaveResult.Unfit unfit ->
          throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Text cannot be saved", unfit.reason() + ".");
    };
  }

  /**
   * A line of a page's history.
   *
   * @param author who wrote it; null: an engine
   */
  record RevisionSummary(
      int version,
      Instant createdAt,
      @Nullable String author,
      @Nullable String engine,
      @Nullable String engineVersion,
      @Nullable String language,
      @Nullable Double confidence,
      int characters) {

    static RevisionSummary of(Revision revision) {
      return new RevisionSummary(
          revision.version(),
          revision.createdAt(),
          revision.author(),
          revision.engine(),
          revision.engineVersion(),
          revision.language(),
          revision.confidence(),
          revision.text().length());
    }
  }

  /** A line of a page's history, and its text. */
  record RevisionText(RevisionSummary revision, String text) {}

  @GetMapping("/{page}/revisions")
  List<RevisionSummary> history(Page page) {
    return revisions.history(page.id()).stream().map(RevisionSummary::of).toList();
  }

  @GetMapping("/{page}/revisions/{version}")
  RevisionText revision(
      Page page, @PathVariable int version) {
    return revisions
        .of(page.id(), version)
        .map(found -> new RevisionText(RevisionSummary.of(found), found.text()))
        .orElseThrow(() -> Problems.noRevision(version));
  }

  @PostMapping("/{page}/revisions/{version}/restore")
  PageView restore(
      Page page,
      @PathVariable int version,
      @RequestBody Version base,
      Person person) {
    Revision old =
        revisions.of(page.id(), version).orElseThrow(() -> Problems.noRevision(version));
    SaveResult result = proofing.save(page, old.text(), required(base), person);
    return answer(page, old.text(), result);
  }

  @PutMapping("/{page}/proofed")
  PageView proofed(
      Page page,
      @RequestBody Version looked,
      Person person) {
    if (!proofing.markProofed(page, required(looked))) {
      throw ApiProblem.of(
          HttpStatus.CONFLICT,
          "Changed meanwhile",
          "The page was changed meanwhile; its newest version is %d. Look at it again."
              .formatted(fresh(page).version()));
    }
    return fresh(page);
  }

  @DeleteMapping("/{page}/proofed")
  PageView unproofed(Page page, Person person) {
    proofing.unmarkProofed(page);
    return fresh(page);
  }

  private static int required(Version sent) {
    if (sent.version() == null) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "Version missing",
          "Send {\"version\": ...}, the newest version that you have seen.");
    }
    return sent.version();
  }

  private PageView fresh(Page page) {
    return projects
        .pageById(page.id())
        .map(pages::withText)
        .map(PageView::of)
        .orElseThrow(() -> ApiProblem.noPage(Integer.toString(page.number())));
  }
}
