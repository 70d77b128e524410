package org.kalanjiyam.ocr.server.account;

import org.kalanjiyam.ocr.server.problem.Refused;
import java.nio.charset.StandardCharsets;

/** A password that somebody chose: 10 characters or more, up to the 72 bytes that bcrypt reads. */
public record NewPassword(String value) {
  private static final int SHORTEST = 10;
  private static final int LONGEST_BYTES = 72;

  /**
   * @throws Refused if it is too short or too long, in words for whoever typed it
   */
  public NewPassword {
    if (value.codePointCount(0, value.length()) < SHORTEST) {
      throw new Refused("A password has 10 characters or more.");
    }
    if (value.getBytes(StandardCharsets.UTF_8).length > LONGEST_BYTES) {
      throw new Refused("That password is too long: use at most 72 bytes.");
    }
  }

  /** Says nothing, so that no log can. */
  @Override
  public String toString() {
    return "NewPassword[...]";
  }
}
