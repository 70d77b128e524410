package org.kalanjiyam.ocr.server.ocr.web;

import static java.util.Comparator.comparing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.kalanjiyam.ocr.server.task.PageStatus;
import org.kalanjiyam.ocr.server.task.TaskPage;

/**
 * Pages that failed for one cause.
 *
 * @param reason in words for a person, of the first of them
 * @param pages their numbers
 */
record FailureGroup(String reason, List<Integer> pages) {
  private static final int SHOWN = 40;

  /** The largest groups first. */
  static List<FailureGroup> of(List<TaskPage> pages) {
    Map<String, FailureGroup> groups = new LinkedHashMap<>();
    for (TaskPage page : pages) {
      if (page.status() == PageStatus.FAILED) {
        String reason = Objects.requireNonNullElse(page.reason(), "");
        String cause = Objects.requireNonNullElse(page.cause(), reason);
        groups
            .computeIfAbsent(cause, key -> new FailureGroup(reason, new ArrayList<>()))
            .pages()
            .add(page.page());
      }
    }
    return groups.values().stream()
        .sorted(comparing((FailureGroup group) -> -group.pages().size()))
        .toList();
  }

  /** The first of the pages. */
  public List<Integer> shown() {
    return pages.subList(0, Math.min(SHOWN, pages.size()));
  }

  /** How many pages are not among those shown. */
  public int more() {
    return Math.max(0, pages.size() - SHOWN);
  }
}
