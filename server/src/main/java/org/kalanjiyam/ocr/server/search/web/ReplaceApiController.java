package org.kalanjiyam.ocr.server.search.web;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.search.Replacement;
import org.kalanjiyam.ocr.server.search.Replacements;
import org.kalanjiyam.ocr.server.search.Replacements.Place;
import org.kalanjiyam.ocr.server.search.Replacements.Wanted;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/projects/{slug}/replacements}: replacing over a book. */
@RestController
@RequestMapping("/api/v1/projects/{slug}/replacements")
class ReplaceApiController {
  private static final int MOST = 100;

  private final Projects projects;
  private final Replacements replacements;

  ReplaceApiController(Projects projects, Replacements replacements) {
    this.projects = projects;
    this.replacements = replacements;
  }

  /**
   * What to replace.
   *
   * @param places only these; without them everywhere
   */
  record Body(
      @Nullable String find,
      @Nullable String replaceBy,
      @Nullable Boolean wholeWords,
      @Nullable List<Place> places) {}

  @GetMapping
  List<Replacement> newest(@PathVariable String slug) {
    return replacements.newest(project(slug), MOST);
  }

  @PostMapping
  ResponseEntity<Replacement> start(
      @PathVariable String slug, @RequestBody Body body, Person person) {
    Project project = project(slug);
    try {
      Wanted wanted =
          new Wanted(
              body.find() == null ? "" : body.find(),
              body.replaceBy() == null ? "" : body.replaceBy(),
              Boolean.TRUE.equals(body.wholeWords()));
      return replacements
          .start(project, wanted, Optional.ofNullable(body.places()), person)
          .map(
              started ->
                  ResponseEntity.accepted()
                      .location(
                          URI.create("/api/v1/projects/" + slug + "/replacements/" + started.id()))
                      .body(started))
          .orElseThrow(
              () ->
                  ApiProblem.of(
                      HttpStatus.UNPROCESSABLE_CONTENT,
                      "Nothing to replace",
                      "That is not in the book, or not at these places any more."));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Cannot be replaced", e.getMessage() + ".");
    }
  }

  @GetMapping("/{id}")
  Replacement one(@PathVariable String slug, @PathVariable UUID id) {
    return found(project(slug), id);
  }

  @PostMapping("/{id}/undo")
  ResponseEntity<Replacement> undo(
      @PathVariable String slug, @PathVariable UUID id, Person person) {
    Project project = project(slug);
    if (!replacements.undo(project, found(project, id), person)) {
      throw ApiProblem.of(
          HttpStatus.CONFLICT,
          "Not in this state",
          "It still goes on, or was undone before. GET it to see which.");
    }
    return ResponseEntity.accepted().body(found(project, id));
  }

  private Replacement found(Project project, UUID id) {
    return replacements
        .find(project, id)
        .orElseThrow(
            () ->
                ApiProblem.of(
                    HttpStatus.NOT_FOUND, "No such replacement", "The book has none of that id."));
  }

  private Project project(String slug) {
    return projects.bySlug(slug).orElseThrow(() -> ApiProblem.noProject(slug));
  }
}
