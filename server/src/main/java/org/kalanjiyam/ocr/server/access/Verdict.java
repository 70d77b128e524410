package org.kalanjiyam.ocr.server.access;

import org.springframework.security.authorization.AuthorizationResult;

/** What is decided about a request. */
enum Verdict implements AuthorizationResult {
  GRANTED,
  /** Who is it? 401, or the sign-in page. */
  SIGN_IN,
  /** 403. */
  FORBIDDEN,
  /** 404: whether it exists is not theirs to know, or it does not. */
  HIDDEN;

  @Override
  public boolean isGranted() {
    return this == GRANTED;
  }
}
