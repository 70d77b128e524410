package org.kalanjiyam.ocr.server.search.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.engine.Box;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.ListPart;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.search.Search;
import org.kalanjiyam.ocr.server.search.SearchHit;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** {@code GET /api/v1/search}: words in all books that the asker sees, line by line. */
@RestController
class SearchApiController {
  private static final int MOST_PAGES = 100;

  private final Search search;
  private final Projects projects;

  SearchApiController(Search search, Projects projects) {
    this.search = search;
    this.projects = projects;
  }

  /**
   * What was found.
   *
   * @param next the parameter {@code page} of the next part; null if this is the last
   */
  record Body(String query, List<Line> results, @Nullable String next) {}

  /**
   * A line in which something was found.
   *
   * @param page its name in addresses
   * @param line its number on the page
   * @param box {@code [x1, y1, x2, y2]} in pixels of the page's image; null where it is not known
   */
  record Line(
      String projectSlug,
      String projectTitle,
      String page,
      int version,
      int line,
      String text,
      int @Nullable [] box,
      List<Hit> hits) {}

  /**
   * What was found in a line.
   *
   * @param start in the line's text, {@code end} after the last character
   * @param textStart the same in the page's text
   */
  record Hit(int start, int end, int textStart, int textEnd, String text, int @Nullable [] box) {}

  @GetMapping("/api/v1/search")
  ResponseEntity<Body> find(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String project,
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(defaultValue = "20") int size,
      Person person,
      UriComponentsBuilder here) {
    if (q.isBlank()) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST, "Nothing to look for", "Say what to look for with 'q'.");
    }
    int most = Math.clamp(size, 1, MOST_PAGES);
    Search.Found found = found(q, project, page, most, person);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (found.next() != null) {
      String next =
          here.path("/api/v1/search")
              .queryParam("q", "{q}")
              .queryParam("page", found.next())
              .queryParam("size", most)
              .encode()
              .buildAndExpand(q)
              .toUriString();
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(
        new Body(q, found.hits().stream().map(SearchApiController::line).toList(), found.next()));
  }

  private Search.Found found(
      String q, @Nullable String slug, @Nullable String page, int most, Person person) {
    try {
      return search.find(
          q,
          person,
          slug == null || slug.isBlank()
              ? null
              : projects.bySlug(slug).orElseThrow(() -> ApiProblem.noProject(slug)),
          ListPart.named(page).orElse(null),
          most);
    } catch (IllegalArgumentException e) {
      throw ListPart.unknown();
    }
  }

  private static Line line(SearchHit hit) {
    return new Line(
        hit.project().slug(),
        hit.project().title(),
        Integer.toString(hit.page().number()),
        hit.version(),
        hit.line(),
        hit.text(),
        box(hit.box()),
        hit.marks().stream()
            .map(
                mark ->
                    new Hit(
                        mark.start(),
                        mark.end(),
                        mark.textStart(),
                        mark.textEnd(),
                        hit.text().substring(mark.start(), mark.end()),
                        box(mark.box())))
            .toList());
  }

  private static int @Nullable [] box(@Nullable Box box) {
    return box == null ? null : new int[] {box.x1(), box.y1(), box.x2(), box.y2()};
  }
}
