package org.kalanjiyam.ocr.server.account;

import java.time.Duration;

/** How a sign-in by name and password ended. */
public sealed interface SignInResult {

  /** Name and password are this person's. */
  record Welcome(Person person) implements SignInResult {}

  /** They are not, and which of the two is wrong is not told. */
  record Wrong() implements SignInResult {}

  /** Too many were wrong: the next try is looked at after this long. */
  record Later(Duration after) implements SignInResult {}
}
