package org.kalanjiyam.ocr.server.export;

import java.util.HashMap;
import java.util.Map;

/** Names for a page's elements, each given once in a book. */
final class Ids {
  private final int page;
  private final Map<String, Integer> given = new HashMap<>();

  Ids(int page) {
    this.page = page;
  }

  String next(String kind) {
    return kind + "_" + page + "_" + given.merge(kind, 1, Integer::sum);
  }
}
