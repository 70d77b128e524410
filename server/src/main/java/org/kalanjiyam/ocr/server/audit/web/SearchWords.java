package org.kalanjiyam.ocr.server.audit.web;

import org.jspecify.annotations.Nullable;

/** What somebody typed to search by. */
final class SearchWords {
  private SearchWords() {}

  /** The word; null where nothing was typed. */
  static @Nullable String word(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : typed.strip();
  }
}
