package org.kalanjiyam.ocr.server.shelf.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.export.ExportFormat;
import org.kalanjiyam.ocr.server.ocr.ProgressBar;
import org.kalanjiyam.ocr.server.project.BookDetails;
import org.kalanjiyam.ocr.server.project.BookPages;
import org.kalanjiyam.ocr.server.project.Page.Status;
import org.kalanjiyam.ocr.server.project.Project;

/**
 * What is shown of a book.
 *
 * @param pages of this part
 * @param counts of pages by status, in all parts
 * @param only the statuses that are shown; empty: all
 * @param part which part of the pages, from 1
 * @param running how the task gets on that reads the book now; null if none does
 * @param here who has which page open
 */
record BookView(
    Project project,
    BookDetails details,
    List<BookPages.Shown> pages,
    Map<Status, Integer> counts,
    Set<Status> only,
    BookPages.Order order,
    int part,
    @Nullable ProgressBar running,
    Map<Integer, List<String>> here) {
  static final int PART = 120;

  /** A status and how many pages have it. */
  record Chip(Status status, int pages, boolean pressed) {}

  /** The statuses that any page has. */
  public List<Chip> chips() {
    return counts.entrySet().stream()
        .filter(count -> count.getValue() > 0)
        .map(count -> new Chip(count.getKey(), count.getValue(), only.contains(count.getKey())))
        .toList();
  }

  public StatusBar bar() {
    return StatusBar.of(counts);
  }

  /** Pages that are there by now. */
  public int stored() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Pages that are there and shown, in all parts. */
  public int listed() {
    return only.isEmpty() ? stored() : only.stream().mapToInt(counts::get).sum();
  }

  /** Whether any page has a text. */
  public boolean hasText() {
    return stored() > counts.getOrDefault(Status.NO_TEXT, 0);
  }

  public boolean importing() {
    return project.status() == Project.Status.IMPORTING;
  }

  public boolean leastSureFirst() {
    return order == BookPages.Order.CONFIDENCE;
  }

  public int partSize() {
    return PART;
  }

  public int parts() {
    return Math.max(1, (listed() + PART - 1) / PART);
  }

  public List<String> formats() {
    return ExportFormat.words();
  }

  /** The only status that is shown, for addresses; null if all are. */
  public @Nullable String status() {
    return only.isEmpty() ? null : only.iterator().next().name();
  }
}
