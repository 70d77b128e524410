package org.kalanjiyam.ocr.server.proof.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.proof.Edit;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.Revision;
import org.kalanjiyam.ocr.server.proof.Revisions;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.kalanjiyam.ocr.server.proof.TextDifference;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code .../pages/{page}/revisions}: what a page's text once was. */
@RestController
@RequestMapping("/api/v1/projects/{slug}/pages/{page}/revisions")
class RevisionsApiController {
  private final FreshPage fresh;
  private final Proofing proofing;
  private final Revisions revisions;

  RevisionsApiController(FreshPage fresh, Proofing proofing, Revisions revisions) {
    this.fresh = fresh;
    this.proofing = proofing;
    this.revisions = revisions;
  }

  /**
   * A line of a page's history.
   *
   * @param author who wrote it; null: an engine
   * @param summary what they say of the change; null: nothing
   * @param wordsChanged against the revision before; null: not counted
   */
  record RevisionSummary(
      int version,
      Instant createdAt,
      @Nullable String author,
      @Nullable String engine,
      @Nullable String engineVersion,
      @Nullable String language,
      @Nullable Double confidence,
      @Nullable String summary,
      @Nullable Integer wordsChanged,
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
          revision.summary(),
          revision.wordsChanged(),
          revision.text().length());
    }
  }

  /** A line of a page's history, and its text. */
  record RevisionText(RevisionSummary revision, String text) {}

  @GetMapping
  List<RevisionSummary> history(Page page) {
    return revisions.history(page.id()).stream().map(RevisionSummary::of).toList();
  }

  @GetMapping("/{version}")
  RevisionText revision(Page page, @PathVariable int version) {
    Revision found = found(page, version);
    return new RevisionText(RevisionSummary.of(found), found.text());
  }

  /** What a revision changed, against another one or, where none is named, the one before it. */
  @GetMapping("/{version}/difference")
  TextDifference difference(
      Page page,
      @PathVariable int version,
      @RequestParam(required = false) @Nullable Integer from) {
    int against = from == null ? version - 1 : from;
    String old = against == 0 ? "" : found(page, against).text();
    return TextDifference.between(old, found(page, version).text());
  }

  /** A text that is not saved. */
  record Draft(@Nullable String text) {}

  /** What a text that is not saved would change in a revision; version 0 is the empty page. */
  @PostMapping("/{version}/compare")
  TextDifference compare(
      Page page, @PathVariable int version, @RequestBody Draft draft, Person person) {
    if (draft.text() == null) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST, "Text missing", "Send {\"text\": ...}, the text to compare.");
    }
    String old = version == 0 ? "" : found(page, version).text();
    return TextDifference.between(old, draft.text());
  }

  @PostMapping("/{version}/restore")
  PageView restore(Page page, @PathVariable int version, @RequestBody Looked base, Person person) {
    String text = found(page, version).text();
    return switch (proofing.save(page, Edit.of(text, base.required()), person)) {
      case SaveResult.Saved saved -> fresh.view(page);
      case SaveResult.Conflict conflict -> throw Problems.conflict(text, conflict);
      case SaveResult.Unfit unfit -> throw Problems.unfit(unfit);
    };
  }

  private Revision found(Page page, int version) {
    return revisions.of(page.id(), version).orElseThrow(() -> Problems.noRevision(version));
  }
}
