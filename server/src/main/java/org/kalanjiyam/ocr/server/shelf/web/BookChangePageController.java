package org.kalanjiyam.ocr.server.shelf.web;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Books;
import org.kalanjiyam.ocr.server.project.Bookshelf;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What is known of a book, its way to the archive and to the bin. */
@Controller
@RequestMapping("/proofing/{slug}")
class BookChangePageController {
  private final Projects projects;
  private final Books books;
  private final Bookshelf shelf;
  private final Phrases phrases;

  BookChangePageController(Projects projects, Books books, Bookshelf shelf, Phrases phrases) {
    this.projects = projects;
    this.books = books;
    this.shelf = shelf;
    this.phrases = phrases;
  }

  /** The form as the browser sends it. */
  record Form(
      @Nullable String bookTitle,
      @Nullable String author,
      @Nullable String editor,
      @Nullable String publisher,
      @Nullable String year,
      @Nullable String language,
      @Nullable String notes,
      @Nullable String printedNumbers) {}

  @GetMapping("/details")
  String details(
      @PathVariable String slug,
      @RequestParam(required = false) @Nullable Integer page,
      Model model) {
    Project project = project(slug);
    model.addAttribute("book", project);
    model.addAttribute("details", shelf.details(project.id()));
    model.addAttribute("keeps", books.keepsDeleted().toDays());
    model.addAttribute("page", page);
    return "shelf/details";
  }

  @PostMapping("/details")
  String change(
      @PathVariable String slug,
      @ModelAttribute Form form,
      Person person,
      Model model,
      RedirectAttributes flash,
      HttpServletResponse response) {
    try {
      shelf.change(
          project(slug),
          new Bookshelf.Change(
              form.bookTitle(),
              form.author(),
              form.editor(),
              form.publisher(),
              form.year(),
              form.language(),
              form.notes(),
              form.printedNumbers(),
              null),
          person);
    } catch (IllegalArgumentException e) {
      response.setStatus(422);
      model.addAttribute("problem", e.getMessage() + ".");
      return details(slug, null, model);
    }
    flash.addFlashAttribute("notice", phrases.say("details.saved"));
    return "redirect:/proofing/" + slug;
  }

  @PostMapping("/archive")
  String archive(
      @PathVariable String slug,
      @RequestParam boolean archived,
      Person person,
      RedirectAttributes flash) {
    shelf.change(
        project(slug),
        new Bookshelf.Change(null, null, null, null, null, null, null, null, archived),
        person);
    flash.addFlashAttribute("notice", phrases.say(archived ? "book.archived" : "book.unarchived"));
    return "redirect:/proofing/" + slug;
  }

  @PostMapping("/delete")
  String delete(@PathVariable String slug, Person person, RedirectAttributes flash) {
    Project project = project(slug);
    return switch (books.delete(project, person)) {
      case DELETED -> {
        flash.addFlashAttribute(
            "notice", phrases.say("book.deleted", project.title(), books.keepsDeleted().toDays()));
        yield "redirect:/";
      }
      case IN_USE -> {
        flash.addFlashAttribute("problem", phrases.say("book.inUse"));
        yield "redirect:/proofing/" + slug;
      }
      case NOT_THERE -> throw new NotFound();
    };
  }

  private Project project(String slug) {
    return projects.bySlug(slug).orElseThrow(NotFound::new);
  }
}
