package org.kalanjiyam.ocr.server.ocr.web;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.task.Priority;
import org.kalanjiyam.ocr.server.task.Scope;

/**
 * What is chosen on the form, as the browser sends it.
 *
 * @param pages like {@code 1-20,35}; blank: all that the scope takes in
 */
record OcrFormInput(
    @Nullable String engine,
    @Nullable String language,
    @Nullable String scope,
    @Nullable String pages,
    @Nullable String priority) {

  String engineOr(String other) {
    return Objects.requireNonNullElse(engine, other);
  }

  String languageOr(String other) {
    return Objects.requireNonNullElse(language, other);
  }

  /** What is not known is the careful one. */
  public Scope scopeOrUnedited() {
    return Arrays.stream(Scope.values())
        .filter(known -> known.name().equals(scope))
        .findFirst()
        .orElse(Scope.UNEDITED);
  }

  /** What is not known is the usual one. */
  public Priority priorityOrNormal() {
    return Arrays.stream(Priority.values())
        .filter(known -> known.name().equals(priority))
        .findFirst()
        .orElse(Priority.NORMAL);
  }

  @Nullable String wantedPages() {
    return pages == null || pages.isBlank() ? null : pages;
  }
}
