package org.kalanjiyam.ocr.server.shelf.web;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.project.BookPages;
import org.kalanjiyam.ocr.server.project.Bookshelf;
import org.kalanjiyam.ocr.server.project.Page;
import org.kalanjiyam.ocr.server.project.Project;
import org.kalanjiyam.ocr.server.proof.OpenPages;
import org.kalanjiyam.ocr.server.proof.PageStatuses;
import org.kalanjiyam.ocr.server.tracking.RunningTaskLookup;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A book: its pages as small pictures, each with its state. */
@Controller
@RequestMapping("/proofing/{slug}")
class BookPageController {
  private final Bookshelf shelf;
  private final BookPages pages;
  private final PageStatuses statuses;
  private final OpenPages open;
  private final RunningTaskLookup detection;

  BookPageController(
      Bookshelf shelf,
      BookPages pages,
      PageStatuses statuses,
      OpenPages open,
      RunningTaskLookup detection) {
    this.shelf = shelf;
    this.pages = pages;
    this.statuses = statuses;
    this.open = open;
    this.detection = detection;
  }

  @GetMapping
  String show(
      Project project,
      @RequestParam(defaultValue = "1") int part,
      @RequestParam(required = false) @Nullable String status,
      @RequestParam(required = false) @Nullable String sort,
      @RequestHeader(value = "HX-Target", required = false) @Nullable String target,
      Model model) {
    model.addAttribute("book", view(project, part, only(status), order(sort)));
    return "book".equals(target) ? "shelf/book :: whole" : "shelf/book";
  }

  private BookView view(Project project, int part, Set<Page.Status> only, BookPages.Order order) {
    Map<Page.Status, Integer> counts = statuses.counts(project.id());
    Set<Page.Status> shown = only.isEmpty() ? EnumSet.allOf(Page.Status.class) : only;
    int listed = shown.stream().mapToInt(counts::get).sum();
    int parts = Math.max(1, (listed + BookView.PART - 1) / BookView.PART);
    int asked = Math.clamp(part, 1, parts);
    return new BookView(
        project,
        shelf.details(project.id()),
        pages.part(project.id(), shown, order, (asked - 1) * BookView.PART, BookView.PART),
        counts,
        only,
        order,
        asked,
        detection.running(project).map(task -> ProgressBar.of(task.counts())).orElse(null),
        open.of(project.id()));
  }

  /** What is not known is no filter. */
  private static Set<Page.Status> only(@Nullable String status) {
    return Arrays.stream(Page.Status.values())
        .filter(known -> known.name().equals(status))
        .findFirst()
        .<Set<Page.Status>>map(EnumSet::of)
        .orElse(Set.of());
  }

  private static BookPages.Order order(@Nullable String sort) {
    return "confidence".equals(sort) ? BookPages.Order.CONFIDENCE : BookPages.Order.NUMBER;
  }
}
