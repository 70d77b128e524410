package org.kalanjiyam.ocr.server.project.web;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.ListPart;
import org.kalanjiyam.ocr.server.project.BookDetails;
import org.kalanjiyam.ocr.server.project.Books;
import org.kalanjiyam.ocr.server.project.Books.Creation;
import org.kalanjiyam.ocr.server.project.Bookshelf;
import org.kalanjiyam.ocr.server.project.DeletedProjects;
import org.kalanjiyam.ocr.server.project.MultipartUpload;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.project.SampleBook;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** {@code /api/v1/projects}: books. */
@RestController
@RequestMapping("/api/v1/projects")
class ProjectsApiController {
  private static final int MOST_A_PAGE = 200;

  private final Projects projects;
  private final DeletedProjects deleted;
  private static final String BEFORE = "before-";
  private static final Pattern CURSOR = Pattern.compile(BEFORE + "[0-9]{1,18}");

  private final Books books;
  private final SampleBook sample;

  private final Bookshelf shelf;

  ProjectsApiController(
      Projects projects, DeletedProjects deleted, Books books, SampleBook sample, Bookshelf shelf) {
    this.projects = projects;
    this.deleted = deleted;
    this.shelf = shelf;
    this.books = books;
    this.sample = sample;
  }

  /** A part of the list, newest first; the {@code Link} header names the next part. */
  @GetMapping
  ResponseEntity<List<ProjectView>> list(
      @RequestParam(required = false) @Nullable String page,
      @RequestParam(defaultValue = "50") int size,
      Person person) {
    int most = Math.clamp(size, 1, MOST_A_PAGE);
    Long before = ListPart.named(page).map(ProjectsApiController::cursor).orElse(null);
    List<Project> found = projects.newest(person, before, most);
    var answer = ResponseEntity.ok();
    if (found.size() == most) {
      String next = "/api/v1/projects?page=" + BEFORE + found.getLast().id() + "&size=" + most;
      answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
    }
    return answer.body(views(found));
  }

  private static long cursor(String part) {
    if (!CURSOR.matcher(part).matches()) {
      throw ListPart.unknown();
    }
    return Long.parseLong(part.substring(BEFORE.length()));
  }

  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ProjectView> create(
      @RequestParam(required = false) @Nullable String title,
      @RequestParam(required = false) @Nullable String slug,
      @RequestPart(name = "file", required = false) @Nullable List<MultipartFile> file,
      Person person)
      throws IOException, InterruptedException {
    return answer(books.create(title, slug, MultipartUpload.of(file), person));
  }

  @PostMapping("/sample")
  ResponseEntity<ProjectView> createSample(Person person) throws IOException, InterruptedException {
    return answer(sample.create(person));
  }

  private ResponseEntity<ProjectView> answer(Creation creation) {
    return switch (creation) {
      case Creation.Created created ->
          ResponseEntity.created(URI.create("/api/v1/projects/" + created.project().slug()))
              .body(view(created.project()));
      case Creation.SlugTaken taken -> throw Problems.slugTaken(taken.slug());
      case Creation.Unfit unfit ->
          throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Bad title or slug", unfit.reason() + ".");
      case Creation.NoRoom noRoom -> throw Problems.noRoom();
      case Creation.Refused refused -> throw Problems.refused(refused.refusal());
    };
  }

  @GetMapping("/{slug}")
  ProjectView one(Project project) {
    return view(project);
  }

  /**
   * Changes what is known of a book, or puts it away: members that are left out stay, and blank
   * ones are taken away.
   */
  @PatchMapping("/{slug}")
  ProjectView change(Project project, @RequestBody Bookshelf.Change change, Person person) {
    try {
      shelf.change(project, change, person);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Cannot be so", e.getMessage() + ".");
    }
    return view(projects.byId(project.id()).orElseThrow());
  }

  /** A book that was deleted and can still be had back. */
  record DeletedBook(long id, String title, String slug, Instant deletedAt) {}

  @GetMapping("/-/deleted")
  List<DeletedBook> deleted(Person person) {
    return deleted.newest(person, MOST_A_PAGE).stream()
        .map(book -> new DeletedBook(book.id(), book.title(), book.slug(), book.deletedAt()))
        .toList();
  }

  @PostMapping("/-/deleted/{book}/restore")
  ProjectView restore(@PathVariable long book, Person person) {
    return view(
        books
            .restore(book, person)
            .orElseThrow(
                () ->
                    ApiProblem.of(
                        HttpStatus.NOT_FOUND,
                        "No such deleted book",
                        "There is no deleted book " + book + " that you could have back.")));
  }

  private ProjectView view(Project project) {
    return views(List.of(project)).getFirst();
  }

  private List<ProjectView> views(List<Project> shown) {
    Map<Long, BookDetails> details = shelf.details(shown.stream().map(Project::id).toList());
    return shown.stream()
        .map(
            project -> ProjectView.of(project, projects, requireNonNull(details.get(project.id()))))
        .toList();
  }

  @DeleteMapping("/{slug}")
  ResponseEntity<Void> delete(Project project, Person person) {
    return switch (books.delete(project, person)) {
      case DELETED -> ResponseEntity.noContent().build();
      case IN_USE -> throw Problems.inUse(project.slug());
      case NOT_THERE -> throw ApiProblem.noProject(project.slug());
    };
  }
}
