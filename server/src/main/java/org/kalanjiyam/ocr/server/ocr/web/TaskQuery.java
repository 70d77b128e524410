package org.kalanjiyam.ocr.server.ocr.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.problem.Refused;
import org.kalanjiyam.ocr.server.task.Days;
import org.kalanjiyam.ocr.server.task.TaskHistory.Filter;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a program looks for in the history, from the query of its request; null or blank is not
 * looked at.
 *
 * @param user the name that the person signs in with
 * @param from first day or instant of the start
 * @param to last day of it, or the first instant after it
 */
record TaskQuery(
    @Nullable String state,
    @Nullable String project,
    @Nullable String user,
    @Nullable String engine,
    @Nullable String from,
    @Nullable String to) {

  Filter filter(@Nullable UUID before, long viewer) {
    try {
      return new Filter(
          status(), blank(project), blank(user), blank(engine), Days.of(from, to), before, viewer);
    } catch (Refused e) {
      throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Not a date", e.reason());
    }
  }

  /** The same query again. */
  UriComponentsBuilder onto(UriComponentsBuilder address) {
    return address
        .queryParamIfPresent("state", Optional.ofNullable(blank(state)))
        .queryParamIfPresent("project", Optional.ofNullable(blank(project)))
        .queryParamIfPresent("user", Optional.ofNullable(blank(user)))
        .queryParamIfPresent("engine", Optional.ofNullable(blank(engine)))
        .queryParamIfPresent("from", Optional.ofNullable(blank(from)))
        .queryParamIfPresent("to", Optional.ofNullable(blank(to)));
  }

  private @Nullable TaskStatus status() {
    String word = blank(state);
    if (word == null) {
      return null;
    }
    try {
      return TaskStatus.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "Unknown state",
          "'state' is one of: " + List.of(TaskStatus.values()) + ".");
    }
  }

  private static @Nullable String blank(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
