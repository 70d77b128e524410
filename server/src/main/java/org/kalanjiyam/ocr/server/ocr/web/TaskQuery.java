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
import org.kalanjiyam.ocr.server.task.TaskPurpose;
import org.kalanjiyam.ocr.server.task.TaskStatus;
import org.springframework.http.HttpStatus;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a program looks for in the history, from the query of its request; null or blank is not
 * looked at.
 *
 * @param purpose what becomes of the texts: text if not said, trial, opinion, suggestion
 * @param user the name that the person signs in with
 * @param from first day or instant of the start
 * @param to last day of it, or the first instant after it
 */
record TaskQuery(
    @Nullable String purpose,
    @Nullable String state,
    @Nullable String project,
    @Nullable String user,
    @Nullable String engine,
    @Nullable String from,
    @Nullable String to) {

  static final TaskQuery ANYTHING = new TaskQuery(null, null, null, null, null, null, null);

  Filter filter(@Nullable UUID before, long viewer) {
    try {
      return new Filter(
          wanted(),
          status(),
          blank(project),
          blank(user),
          blank(engine),
          Days.of(from, to),
          before,
          viewer);
    } catch (Refused e) {
      throw ApiProblem.of(HttpStatus.BAD_REQUEST, "Not a date", e.reason());
    }
  }

  /** The same query again. */
  UriComponentsBuilder onto(UriComponentsBuilder address) {
    return address
        .queryParamIfPresent("purpose", Optional.ofNullable(blank(purpose)))
        .queryParamIfPresent("state", Optional.ofNullable(blank(state)))
        .queryParamIfPresent("project", Optional.ofNullable(blank(project)))
        .queryParamIfPresent("user", Optional.ofNullable(blank(user)))
        .queryParamIfPresent("engine", Optional.ofNullable(blank(engine)))
        .queryParamIfPresent("from", Optional.ofNullable(blank(from)))
        .queryParamIfPresent("to", Optional.ofNullable(blank(to)));
  }

  private @Nullable TaskStatus status() {
    return one(TaskStatus.class, "state", state);
  }

  private @Nullable TaskPurpose wanted() {
    return one(TaskPurpose.class, "purpose", purpose);
  }

  private static <E extends Enum<E>> @Nullable E one(
      Class<E> type, String name, @Nullable String value) {
    String word = blank(value);
    if (word == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "Unknown " + name,
          "'" + name + "' is one of: " + List.of(type.getEnumConstants()) + ".");
    }
  }

  private static @Nullable String blank(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }
}
