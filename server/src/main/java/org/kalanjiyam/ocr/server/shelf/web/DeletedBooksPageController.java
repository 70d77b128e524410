package org.kalanjiyam.ocr.server.shelf.web;

import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.project.Books;
import org.kalanjiyam.ocr.server.project.DeletedProjects;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Books that were deleted and can still be had back. */
@Controller
class DeletedBooksPageController {
  private static final int MOST = 200;

  private final DeletedProjects deleted;
  private final Books books;
  private final Phrases phrases;

  DeletedBooksPageController(DeletedProjects deleted, Books books, Phrases phrases) {
    this.deleted = deleted;
    this.books = books;
    this.phrases = phrases;
  }

  @GetMapping("/deleted-books")
  String list(Person person, Model model) {
    model.addAttribute("books", deleted.newest(person, MOST));
    model.addAttribute("keeps", books.keepsDeleted());
    return "shelf/deleted";
  }

  @PostMapping("/deleted-books/{book}/restore")
  String restore(@PathVariable long book, Person person, RedirectAttributes flash) {
    var restored = books.restore(book, person).orElseThrow(NotFound::new);
    flash.addFlashAttribute("notice", phrases.say("deleted.restored", restored.title()));
    return "redirect:/proofing/" + restored.slug();
  }
}
