package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The pages whose cells a run's page shows: all of a run of up to {@value #PAGES} page numbers,
 * else a part of so many, with ways to the others.
 *
 * @param first number of the run's first page
 * @param last number of its last page
 * @param from the number with which the part begins
 */
record StripPart(int first, int last, int from) {
  static final int PAGES = 1000;

  /** The part that has this page, or the nearest to it. */
  static StripPart with(int page, int first, int last) {
    int number = Math.clamp(page, first, Math.max(first, last));
    return new StripPart(first, last, first + (number - first) / PAGES * PAGES);
  }

  /** The last page number of the part. */
  public int to() {
    return Math.min(last, from + PAGES - 1);
  }

  boolean has(int page) {
    return page >= from && page <= to();
  }

  /** Whether there are other parts. */
  public boolean many() {
    return last - first >= PAGES;
  }

  /** All parts of the run. */
  public List<StripPart> all() {
    return IntStream.rangeClosed(0, (last - first) / PAGES)
        .mapToObj(i -> new StripPart(first, last, first + i * PAGES))
        .toList();
  }
}
