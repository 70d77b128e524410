package org.kalanjiyam.ocr.server.accuracy.web;

import org.kalanjiyam.ocr.server.accuracy.BookAccuracy;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.BookTexts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** How much of what engines recognised people had to correct, to look at. */
@Controller
class AccuracyPageController {
  /** So many pages tell a book's rates well enough, and are measured while somebody waits. */
  static final int MOST_PAGES = 100;

  private final BookTexts bookTexts;

  AccuracyPageController(BookTexts bookTexts) {
    this.bookTexts = bookTexts;
  }

  /** A book's newest recognised texts. */
  @GetMapping("/proofing/{slug}/accuracy")
  String book(Project project, Model model) {
    var pairs = bookTexts.recognisedAndProofread(project.id(), MOST_PAGES);
    model.addAttribute("project", project);
    model.addAttribute("accuracy", BookAccuracy.of(pairs));
    return "accuracy/book";
  }

  /** Every text that engines recognised on a page. */
  @GetMapping("/proofing/{slug}/{page:\\d{1,6}}/accuracy")
  String page(Project project, Page page, Model model) {
    model.addAttribute("project", project);
    model.addAttribute("page", page);
    model.addAttribute("accuracy", BookAccuracy.of(bookTexts.recognisedAndProofread(page)));
    return "accuracy/page";
  }
}
