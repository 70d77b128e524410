package org.kalanjiyam.ocr.server.search.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.search.Search;
import org.kalanjiyam.ocr.server.search.SearchHit;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The search in the browser: by book, page and line, each with its picture. */
@Controller
class SearchPageController {
  private static final int PAGES = 20;

  private final Search search;
  private final Projects projects;

  SearchPageController(Search search, Projects projects) {
    this.search = search;
    this.projects = projects;
  }

  /** What was found in a book. */
  record InBook(Project project, List<OnPage> pages) {}

  /** What was found on a page. */
  record OnPage(Page page, List<SearchHit> lines) {}

  @GetMapping("/search")
  String find(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(required = false) @Nullable String book,
      @RequestParam(required = false) @Nullable String part,
      Person person,
      Model model) {
    Project only = book == null || book.isBlank() ? null : book(book, person);
    model.addAttribute("q", q);
    model.addAttribute("only", only);
    if (!q.isBlank()) {
      try {
        Search.Found found = search.find(q, person, only, part, PAGES);
        model.addAttribute("found", grouped(found.hits()));
        model.addAttribute("next", found.next());
      } catch (IllegalArgumentException e) {
        throw new NotFound();
      }
    }
    return "search/search";
  }

  private Project book(String slug, Person person) {
    return projects
        .bySlug(slug)
        .filter(project -> projects.searchable(person, project.id(), 1).contains(project.id()))
        .orElseThrow(NotFound::new);
  }

  private static List<InBook> grouped(List<SearchHit> hits) {
    List<InBook> books = new ArrayList<>();
    for (SearchHit hit : hits) {
      if (books.isEmpty() || books.getLast().project().id() != hit.project().id()) {
        books.add(new InBook(hit.project(), new ArrayList<>()));
      }
      List<OnPage> pages = books.getLast().pages();
      if (pages.isEmpty() || pages.getLast().page().id() != hit.page().id()) {
        pages.add(new OnPage(hit.page(), new ArrayList<>()));
      }
      pages.getLast().lines().add(hit);
    }
    return books;
  }
}
