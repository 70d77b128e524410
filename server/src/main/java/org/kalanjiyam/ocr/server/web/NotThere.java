package org.kalanjiyam.ocr.server.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What a person asked for is not there; shown as the page for 404. */
@ResponseStatus(HttpStatus.NOT_FOUND)
final class NotThere extends RuntimeException {
  private static final long serialVersionUID = 1;

  NotThere() {
    super("not there", null, false, false);
  }
}
