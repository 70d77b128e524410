package org.kalanjiyam.ocr.server.proof.web;

import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.springframework.http.HttpStatus;

/**
 * What a caller has seen of a page.
 *
 * @param version of its text
 */
record Looked(@Nullable Integer version) {

  int required() {
    if (version == null) {
      throw ApiProblem.of(
          HttpStatus.BAD_REQUEST,
          "Version missing",
          "Send {\"version\": ...}, the newest version that you have seen.");
    }
    return version;
  }
}
