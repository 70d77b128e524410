package org.kalanjiyam.ocr.server.shelf.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.export.ExportFormat;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.project.Books;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.project.Projects;
import org.kalanjiyam.ocr.server.site.NotFound;
import org.kalanjiyam.ocr.server.site.Phrases;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.tracking.RunningTaskLookup;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A book: its pages as small pictures, each with its state. */
@Controller
@RequestMapping("/proofing/{slug}")
class BookPageController {
  private static final int PART = 200;

  private final Projects projects;
  private final Books books;
  private final RunningTaskLookup detection;
  private final Phrases phrases;

  BookPageController(Projects projects, Books books, RunningTaskLookup detection, Phrases phrases) {
    this.projects = projects;
    this.books = books;
    this.detection = detection;
    this.phrases = phrases;
  }

  /** The task that reads the book now. */
  record Running(ProgressBar bar) {}

  /**
   * What is shown of a book.
   *
   * @param pages of this part
   * @param part which part of the pages, from 1
   * @param stored pages that are there by now, in all parts
   * @param read pages that have a text
   * @param edited pages that somebody edited
   */
  record BookView(
      Project project,
      List<Page> pages,
      int part,
      int stored,
      int read,
      int edited,
      @Nullable Running running) {

    public boolean importing() {
      return project.status() == Project.Status.IMPORTING;
    }

    public int partSize() {
      return PART;
    }

    public int parts() {
      return Math.max(1, (stored + PART - 1) / PART);
    }

    public List<String> formats() {
      return ExportFormat.words();
    }
  }

  @GetMapping
  String show(
      Project project,
      @RequestParam(defaultValue = "1") int part,
      @RequestHeader(value = "HX-Target", required = false) @Nullable String target,
      Model model) {
    model.addAttribute("book", view(project, part));
    return "book".equals(target) ? "shelf/book :: whole" : "shelf/book";
  }

  private BookView view(Project project, int part) {
    List<Page> pages = projects.pages(project.id());
    int shown = Math.clamp(part, 1, Math.max(1, (pages.size() + PART - 1) / PART));
    return new BookView(
        project,
        pages.subList((shown - 1) * PART, Math.min(pages.size(), shown * PART)),
        shown,
        pages.size(),
        (int) pages.stream().filter(page -> page.version() > 0).count(),
        (int) pages.stream().filter(Page::edited).count(),
        detection.running(project).map(this::running).orElse(null));
  }

  private Running running(Task task) {
    return new Running(ProgressBar.of(task.counts()));
  }

  @PostMapping("/delete")
  String delete(Project project, Person person, RedirectAttributes flash) {
    return switch (books.delete(project, person)) {
      case DELETED -> {
        flash.addFlashAttribute("notice", phrases.say("book.deleted", project.title()));
        yield "redirect:/";
      }
      case IN_USE -> {
        flash.addFlashAttribute("problem", phrases.say("book.inUse"));
        yield "redirect:/proofing/" + project.slug();
      }
      case NOT_THERE -> throw new NotFound();
    };
  }
}
