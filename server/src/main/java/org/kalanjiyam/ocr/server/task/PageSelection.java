package org.kalanjiyam.ocr.server.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kalanjiyam.ocr.server.problem.Refused;

/** Some of a book's pages, written as {@code 1-20,35}. */
public record PageSelection(List<Range> ranges) {
  private static final Pattern RANGE =
      Pattern.compile("\\s*(\\d{1,6})\\s*(?:-\\s*(\\d{1,6})\\s*)?");
  private static final int MOST_RANGES = 1000;

  public PageSelection {
    ranges = List.copyOf(ranges);
  }

  /** Pages {@code from} to {@code to}, both included. */
  public record Range(int from, int to) {
    public Range {
      if (from < 1 || to < from) {
        throw new Refused(
            "A range of pages starts at 1 and does not run backwards, got " + from + "-" + to);
      }
    }
  }

  /**
   * Reads {@code 1-20,35}.
   *
   * @throws Refused with a message for a person, if it is not written so
   */
  public static PageSelection parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = RANGE.matcher(part);
      if (!matcher.matches() || ranges.size() == MOST_RANGES) {
        throw new Refused("Pages are written like 1-20,35 (at most " + MOST_RANGES + " ranges)");
      }
      int from = Integer.parseInt(matcher.group(1));
      ranges.add(
          new Range(from, matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2))));
    }
    return new PageSelection(ranges);
  }

  /** Whether a page is among them. */
  public boolean has(int page) {
    return ranges.stream().anyMatch(range -> range.from() <= page && page <= range.to());
  }

  /** Just one page. */
  public static PageSelection of(int page) {
    return new PageSelection(List.of(new Range(page, page)));
  }

  /** These pages, given in ascending order. */
  public static PageSelection of(List<Integer> pages) {
    List<Range> ranges = new ArrayList<>();
    for (int page : pages) {
      boolean follows = !ranges.isEmpty() && ranges.getLast().to() == page - 1;
      int from = follows ? ranges.removeLast().from() : page;
      ranges.add(new Range(from, page));
    }
    return new PageSelection(ranges);
  }

  /** How many pages are named, those twice that are named twice. */
  public long size() {
    return ranges.stream().mapToLong(range -> range.to() - range.from() + 1L).sum();
  }

  /** The first page named that comes after the last of the book's; empty if each range has some. */
  Optional<Integer> beyond(int lastPage) {
    return ranges.stream().map(Range::from).filter(from -> from > lastPage).findFirst();
  }

  String fromArray() {
    return ranges.stream().map(r -> "" + r.from()).collect(Collectors.joining(",", "{", "}"));
  }

  String toArray() {
    return ranges.stream().map(r -> "" + r.to()).collect(Collectors.joining(",", "{", "}"));
  }
}
