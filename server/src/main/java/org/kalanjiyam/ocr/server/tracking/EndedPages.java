package org.kalanjiyam.ocr.server.tracking;

import java.util.Arrays;
import java.util.List;
import org.kalanjiyam.ocr.server.task.TaskPage;

/**
 * Pages in the order in which they ended. One thread adds; others may read as many as they were
 * told of by what that thread published afterwards, while it adds more.
 */
final class EndedPages {
  private static final int FIRST = 16;

  private volatile TaskPage[] pages = new TaskPage[FIRST];
  private int count;

  /** Adds pages; returns how many there are. */
  int add(List<TaskPage> more) {
    TaskPage[] place = pages;
    if (count + more.size() > place.length) {
      place = Arrays.copyOf(place, Math.max(count + more.size(), 2 * place.length));
    }
    for (TaskPage page : more) {
      place[count++] = page;
    }
    pages = place;
    return count;
  }

  /** Those of the first so many that ended after a version. */
  List<TaskPage> after(long version, int first) {
    TaskPage[] place = pages;
    int from = first;
    while (from > 0 && version(place[from - 1]) > version) {
      from--;
    }
    return List.of(Arrays.copyOfRange(place, from, first));
  }

  /** The task's version that a page ended in. */
  static long version(TaskPage page) {
    Long version = page.endedVersion();
    return version == null ? Long.MAX_VALUE : version;
  }
}
