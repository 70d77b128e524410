package org.kalanjiyam.ocr.server.ocr.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.kalanjiyam.ocr.server.account.Person;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.Task;
import org.kalanjiyam.ocr.server.task.TaskPage;
import org.kalanjiyam.ocr.server.tracking.ProgressSubscriber.News;
import org.springframework.stereotype.Component;

/** What an open progress page has to show anew: the figures, and the cells that changed. */
@Component
final class RunChanges {
  private final RunViews views;
  private final PageCells cells;

  RunChanges(RunViews views, PageCells cells) {
    this.views = views;
    this.cells = cells;
  }

  /**
   * The figures, and the cells of pages that ended, that are in work now, and that were but are no
   * longer.
   *
   * @param shown whether the page shows a cell for this page number
   */
  Map<String, Object> model(
      News news, Set<Integer> shownInWork, IntPredicate shown, Person person, Locale locale) {
    return Map.of(
        "v", views.figures(news.task(), person), "cells", cells(news, shownInWork, shown, locale));
  }

  /** The figures alone, as everybody sees them while the task is active. */
  Map<String, Object> figures(Task task) {
    return Map.of("v", views.figures(task, null));
  }

  /** The cells alone. */
  String cells(News news, Set<Integer> shownInWork, IntPredicate shown, Locale locale) {
    List<TaskPage> changed = new ArrayList<>(news.ended());
    Set<Integer> ended = Set.copyOf(news.ended().stream().map(TaskPage::page).toList());
    news.inWork().stream()
        .filter(page -> !ended.contains(page))
        .forEach(page -> changed.add(bare(page, PageStatus.ACTIVE)));
    if (news.task().active()) {
      shownInWork.stream()
          .filter(page -> !ended.contains(page) && !news.inWork().contains(page))
          .forEach(page -> changed.add(bare(page, PageStatus.QUEUED)));
    }
    changed.removeIf(page -> !shown.test(page.page()));
    return cells.changed(changed, locale);
  }

  private static TaskPage bare(int page, PageStatus status) {
    return new TaskPage(page, status, 0, null, null, null, null, null, null, null, null);
  }
}
