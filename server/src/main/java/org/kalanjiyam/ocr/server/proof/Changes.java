package org.kalanjiyam.ocr.server.proof;

import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import java.util.ArrayList;
import java.util.List;

/** Where two lists of tokens differ. */
final class Changes {
  /**
   * Beyond so many tokens that differ, a comparison would take too long: all of them count as one
   * change.
   */
  static final int MOST_TOKENS = 6_000;

  private Changes() {}

  /**
   * Tokens {@code from} to {@code to} (exclusive) of the old are {@code newFrom} to {@code newTo}
   * now.
   */
  record Change(int from, int to, int newFrom, int newTo) {}

  /** The changes from old to new, in order. */
  static List<Change> between(List<String> old, List<String> now) {
    int shorter = Math.min(old.size(), now.size());
    int start = 0;
    while (start < shorter && old.get(start).equals(now.get(start))) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && old.get(old.size() - 1 - end).equals(now.get(now.size() - 1 - end))) {
      end++;
    }
    return middle(
        old.subList(start, old.size() - end), now.subList(start, now.size() - end), start);
  }

  private static List<Change> middle(List<String> old, List<String> now, int offset) {
    if (old.isEmpty() && now.isEmpty()) {
      return List.of();
    }
    if (old.isEmpty() || now.isEmpty() || old.size() + now.size() > MOST_TOKENS) {
      return List.of(new Change(offset, offset + old.size(), offset, offset + now.size()));
    }
    List<Change> changes = new ArrayList<>();
    for (var step : new MyersDiffWithLinearSpace<String>().computeDiff(old, now, null)) {
      Change change =
          new Change(
              offset + step.startOriginal,
              offset + step.endOriginal,
              offset + step.startRevised,
              offset + step.endRevised);
      Change last = changes.isEmpty() ? null : changes.getLast();
      if (last != null && last.to() == change.from() && last.newTo() == change.newFrom()) {
        changes.removeLast();
        change = new Change(last.from(), change.to(), last.newFrom(), change.newTo());
      }
      changes.add(change);
    }
    return changes;
  }
}
