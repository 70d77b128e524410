package org.kalanjiyam.ocr.server.budget;

/** How many pages may be handed out, as far as money goes. */
public sealed interface Allowance {

  /** At most so many now. */
  record Pages(int most) implements Allowance {}

  /**
   * None, and none will be by waiting.
   *
   * @param reason for a person: which budget, and what to do
   */
  record UsedUp(String reason) implements Allowance {}
}
