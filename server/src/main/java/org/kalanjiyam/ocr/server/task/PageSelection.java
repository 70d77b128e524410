package org.kalanjiyam.ocr.server.task;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
        throw new IllegalArgumentException(
            "A range of pages starts at 1 and does not run backwards, got " + from + "-" + to);
      }
    }
  }

  /**
   * Reads {@code 1-20,35}.
   *
   * @throws IllegalArgumentException with a message for a person, if it is not written so
   */
  public static PageSelection parse(String text) {
    List<Range> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = RANGE.matcher(part);
      if (!matcher.matches() || ranges.size() == MOST_RANGES) {
        throw new IllegalArgumentException(
            "Pages are written like 1-20,35 (at most " + MOST_RANGES + " ranges)");
      }
      int from = Integer.parseInt(matcher.group(1));
      ranges.add(
          new Range(from, matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2))));
    }
    return new PageSelection(ranges);
  }

  /** Just one page. */
  public static PageSelection of(int page) {
    return new PageSelection(List.of(new Range(page, page)));
  }

  String fromArray() {
    return ranges.stream().map(r -> "" + r.from()).collect(Collectors.joining(",", "{", "}"));
  }

  String toArray() {
    return ranges.stream().map(r -> "" + r.to()).collect(Collectors.joining(",", "{", "}"));
  }
}
