package org.kalanjiyam.ocr.server.project.web;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.project.BookPages;
import org.kalanjiyam.ocr.server.project.MultipartUpload;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.PagePictures;
import org.kalanjiyam.ocr.server.project.PageUploads;
import org.kalanjiyam.ocr.server.project.PageUploads.Outcome;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Rotation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Pages are moved, taken out, added, turned, and get other pictures. */
@RestController
@RequestMapping("/api/v1/projects/{slug}/pages")
class PageChangesApiController {
  private final BookPages pages;
  private final PagePictures pictures;
  private final PageUploads uploads;

  PageChangesApiController(BookPages pages, PagePictures pictures, PageUploads uploads) {
    this.pages = pages;
    this.pictures = pictures;
    this.uploads = uploads;
  }

  /** Where a page goes. */
  record Place(@Nullable Integer position) {}

  @PutMapping("/{page}/position")
  ResponseEntity<Void> move(
      Project project, @PathVariable String page, @RequestBody Place place, Person person) {
    if (place.position() == null) {
      throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Position missing", "Send {\"position\": ...}.");
    }
    return answer(project, page, pages.move(project, number(page), place.position(), person));
  }

  @DeleteMapping("/{page}")
  ResponseEntity<Void> remove(Project project, @PathVariable String page, Person person) {
    return answer(project, page, pages.remove(project, number(page), person));
  }

  /** How far a page is turned, clockwise. */
  record Turn(@Nullable Integer degrees) {}

  /** Turns a page's picture and the places on it; its texts stay. */
  @PostMapping("/{page}/rotate")
  ResponseEntity<Void> rotate(
      Project project, @PathVariable String page, @RequestBody Turn turn, Person person)
      throws IOException, InterruptedException {
    Rotation rotation =
        Rotation.of(turn.degrees() == null ? 0 : turn.degrees())
            .orElseThrow(
                () ->
                    ApiProblem.of(
                        HttpStatus.BAD_REQUEST,
                        "Degrees missing",
                        "Send {\"degrees\": 90}, or 180, or 270: clockwise."));
    return answer(project, page, pictures.rotate(project, number(page), rotation, person));
  }

  /** Adds the pages of files; without a position, at the book's end. */
  @PostMapping
  ResponseEntity<Void> add(
      Project project,
      @RequestParam(required = false) @Nullable Integer position,
      @RequestPart(name = "file", required = false) @Nullable List<MultipartFile> file,
      Person person)
      throws IOException, InterruptedException {
    int place = position == null ? project.pageCount() + 1 : position;
    Outcome outcome = uploads.add(project, place, MultipartUpload.of(file), person);
    check(project, Integer.toString(place), outcome);
    return ResponseEntity.accepted().build();
  }

  /** Puts another picture in the place of a page's; its texts stay. */
  @PutMapping("/{page}/image")
  ResponseEntity<Void> replace(
      Project project,
      @PathVariable String page,
      @RequestPart(name = "file", required = false) @Nullable List<MultipartFile> file,
      Person person)
      throws IOException, InterruptedException {
    check(project, page, uploads.replace(project, number(page), MultipartUpload.of(file), person));
    return ResponseEntity.noContent().build();
  }

  /** Takes the newest replacement away: the picture before comes back. */
  @DeleteMapping("/{page}/image")
  ResponseEntity<Void> bringBack(Project project, @PathVariable String page, Person person) {
    BookPages.Result result = pictures.bringBack(project, number(page), person);
    if (result == BookPages.Result.NO_SUCH_PAGE) {
      throw ApiProblem.of(
          HttpStatus.CONFLICT,
          "Nothing to bring back",
          "Page " + page + " has no earlier picture; the one that it came with stays.");
    }
    return answer(project, page, result);
  }

  private static int number(String page) {
    return Page.number(page).orElseThrow(() -> ApiProblem.noPage(page));
  }

  private static void check(Project project, String page, Outcome outcome) {
    switch (outcome) {
      case Outcome.Taken taken -> {}
      case Outcome.Unfit(var refusal) -> throw Problems.refused(refusal);
      case Outcome.NoRoom noRoom -> throw Problems.noRoom();
      case Outcome.NotChanged(BookPages.Result why) -> answer(project, page, why);
    }
  }

  private static ResponseEntity<Void> answer(
      Project project, String page, BookPages.Result result) {
    return switch (result) {
      case DONE -> ResponseEntity.noContent().build();
      case IN_USE -> throw Problems.inUse(project.slug());
      case NO_SUCH_PAGE -> throw ApiProblem.noPage(page);
    };
  }
}
