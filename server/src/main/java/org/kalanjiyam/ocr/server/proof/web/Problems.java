package org.kalanjiyam.ocr.server.proof.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.kalanjiyam.ocr.server.problem.ApiProblem;
import org.kalanjiyam.ocr.server.proof.SaveResult;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** Errors as RFC 9457 problems. */
final class Problems {
  private Problems() {}

  static ErrorResponseException noRevision(int version) {
    return ApiProblem.of(
        HttpStatus.NOT_FOUND, "No such revision", "The page has no version " + version + ".");
  }

  static ErrorResponseException conflict(String yours, SaveResult.Conflict current) {
    return ApiProblem.of(
        HttpStatus.CONFLICT,
        "Changed meanwhile",
        "The page was changed meanwhile; its newest version is %d. Put both texts together and"
                .formatted(current.currentVersion())
            + " save that with this version.",
        members(yours, current));
  }

  private static Map<String, Object> members(String yours, SaveResult.Conflict current) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("your_text", yours);
    members.put("current_text", current.currentText());
    members.put("current_version", current.currentVersion());
    if (current.author() != null) {
      members.put("current_author", current.author());
    }
    members.put("merged", current.merged());
    return members;
  }

  static ErrorResponseException unfit(SaveResult.Unfit unfit) {
    return ApiProblem.of(HttpStatus.BAD_REQUEST, "Text cannot be saved", unfit.reason() + ".");
  }
}
