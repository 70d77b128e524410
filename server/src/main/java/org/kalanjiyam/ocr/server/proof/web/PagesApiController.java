package org.kalanjiyam.ocr.server.proof.web;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.proof.BookTexts;
import org.kalanjiyam.ocr.server.proof.Edit;
import org.kalanjiyam.ocr.server.proof.PageView;
import org.kalanjiyam.ocr.server.proof.Proofing;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code /api/v1/projects/{slug}/pages}: pages and their texts. */
@RestController
@RequestMapping("/api/v1/projects/{slug}/pages")
class PagesApiController {
  private static final int MOST = 500;

  private final Projects projects;
  private final FreshPage fresh;
  private final Proofing proofing;
  private final BookTexts bookTexts;

  PagesApiController(Projects projects, FreshPage fresh, Proofing proofing, BookTexts bookTexts) {
    this.projects = projects;
    this.fresh = fresh;
    this.proofing = proofing;
    this.bookTexts = bookTexts;
  }

  /**
   * A page in the list.
   *
   * @param page its name in addresses
   * @param status {@code NO_TEXT}, {@code RECOGNISED}, {@code PROOFREAD_ONCE}, {@code
   *     PROOFREAD_TWICE} or {@code SKIP}
   * @param edited whether its newest text is a person's
   * @param confidence of an engine's text, 0 to 1; null where there is none
   */
  record PageSummary(
      String page,
      Page.Status status,
      boolean edited,
      boolean hasText,
      int version,
      @Nullable Double confidence,
      int width,
      int height,
      int dpi,
      String imageHash) {}

  /** Pages in the book's order; the {@code Link} header names the next part. */
  @GetMapping
  ResponseEntity<List<PageSummary>> some(
      Project project,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "500") int size,
      UriComponentsBuilder here) {
    int most = Math.clamp(size, 1, MOST);
    List<Page> found = projects.pagesFrom(project.id(), page, most + 1);
    List<Page> shown = found.subList(0, Math.min(most, found.size()));
    var answer = ResponseEntity.ok();
    if (found.size() > most) {
      String next =
          here.path("/api/v1/projects/{slug}/pages")
              .queryParam("page", found.getLast().number())
              .queryParam("size", most)
              .buildAndExpand(project.slug())
              .encode()
              .toUriString();
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(summaries(project, shown));
  }

  private List<PageSummary> summaries(Project project, List<Page> pages) {
    Map<Integer, Double> confidences =
        pages.isEmpty()
            ? Map.of()
            : bookTexts.confidences(
                project.id(), pages.getFirst().number(), pages.getLast().number());
    return pages.stream()
        .map(
            page ->
                new PageSummary(
                    Integer.toString(page.number()),
                    page.status(),
                    page.edited(),
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
    return fresh.view(page);
  }

  /**
   * A text to save.
   *
   * @param version the version that was edited
   * @param pageId the page that was edited, if it should have another number by now; may be left
   *     out
   * @param summary what its writer says of the change; may be left out
   * @param finish whether they call the page finished; left out: no
   * @param accepted words that they found right though an engine was not sure; may be left out
   */
  record NewText(
      @Nullable String text,
      @Nullable Integer version,
      @Nullable Long pageId,
      @Nullable String summary,
      @Nullable Boolean finish,
      @Nullable List<Accepted> accepted) {

    Edit edit() {
      return new Edit(
          Objects.requireNonNull(text),
          Objects.requireNonNull(version),
          summary,
          accepted == null
              ? List.of()
              : accepted.stream().flatMap(word -> word.placed().stream()).toList(),
          Boolean.TRUE.equals(finish) ? Edit.Then.FINISH : Edit.Then.LEAVE);
    }
  }

  /** A word that was accepted, where it is; one without a box says nothing. */
  record Accepted(int @Nullable [] box, @Nullable String text) {

    Optional<Edit.AcceptedWord> placed() {
      return box != null && text != null && box.length == 4 && box[0] <= box[2] && box[1] <= box[3]
          ? Optional.of(new Edit.AcceptedWord(new Box(box[0], box[1], box[2], box[3]), text))
          : Optional.empty();
    }
  }

  @PutMapping("/{page}/text")
  PageView save(Page page, @RequestBody NewText sent, Person person) {
    if (sent.text() == null || sent.version() == null) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "Text or version missing",
          "Send {\"text\": ..., \"version\": ...}, the version being the one that was edited.");
    }
    Page written = fresh.written(page, sent.pageId());
    return switch (proofing.save(written, sent.edit(), person)) {
      case SaveResult.Saved saved -> fresh.view(written);
      case SaveResult.Conflict conflict -> throw Problems.conflict(sent.text(), conflict);
      case SaveResult.Unfit unfit ->
          throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Text cannot be saved", unfit.reason() + ".");
    };
  }
}
