package org.kalanjiyam.ocr.server.ocr.web;

import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.kalanjiyam.ocr.server.budget.Budgets;
import org.kalanjiyam.ocr.server.proof.BookTexts;
import org.kalanjiyam.ocr.server.proof.BookTexts.Beginning;
import org.kalanjiyam.ocr.server.task.DelayedPage;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskHistory;
import org.kalanjiyam.ocr.server.task.TaskPages;
import org.springframework.stereotype.Component;

/** Finds what is told beside a run's figures; costs the same whatever the size of the book. */
@Component
final class RunContextLookup {
  private static final int NEWEST = 3;
  private static final int MOST_DELAYED = 5;

  private final TaskHistory history;
  private final TaskPages taskPages;
  private final BookTexts bookTexts;
  private final Budgets budgets;
  private final Clock clock;

  RunContextLookup(
      TaskHistory history, TaskPages taskPages, BookTexts bookTexts, Budgets budgets, Clock clock) {
    this.budgets = budgets;
    this.history = history;
    this.taskPages = taskPages;
    this.bookTexts = bookTexts;
    this.clock = clock;
  }

  RunContext of(Task task) {
    return new RunContext(
        delayed(task),
        newest(task),
        task.active() ? null : history.newer(task).orElse(null),
        budgets.costOf(task.engine(), task.id()).orElse(null));
  }

  private List<DelayedPage> delayed(Task task) {
    return task.active() && task.counts().queued() > 0
        ? taskPages.delayed(task.id(), clock.instant(), MOST_DELAYED)
        : List.of();
  }

  private List<Beginning> newest(Task task) {
    Long project = task.projectId();
    if (project == null || task.counts().done() == 0) {
      return List.of();
    }
    List<Integer> pages = taskPages.newestDone(task.id(), NEWEST);
    return bookTexts.beginnings(project, pages).stream()
        .sorted(Comparator.comparing(page -> pages.indexOf(page.page())))
        .toList();
  }
}
