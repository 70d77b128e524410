package org.kalanjiyam.ocr.server.problem;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The parameter {@code page} of lists, which names where a part begins, not its number: parts stay
 * right while the list grows at its head, and the last costs as much as the first.
 */
public final class ListPart {
  private ListPart() {}

  /** What names the part; empty for the first, also if it is called 0 or 1 as elsewhere. */
  public static Optional<String> named(@Nullable String page) {
    return Optional.ofNullable(page)
        .filter(part -> !part.isBlank() && !part.equals("0") && !part.equals("1"));
  }

  /** For a part that no list has named. */
  public static ErrorResponseException unknown() {
    return ApiProblem.of(
        HttpStatus.BAD_REQUEST,
        "Unknown part of a list",
        "'page' is no number of a page: take the address of the next one from the answer's Link header"
            + " (rel=next), or leave 'page' out for the newest.");
  }
}
