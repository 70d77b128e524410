package org.kalanjiyam.ocr.server.proof;

/** What became of a person's wish to save a text. */
public sealed interface SaveResult {

  /** It is the newest revision; or it was already, and nothing was added. */
  record Saved(int version) implements SaveResult {}

  /** Somebody was quicker: this is the newest text now. */
  record Conflict(String currentText, int currentVersion) implements SaveResult {}

  /** It can't be saved; the reason tells a person why. */
  record Unfit(String reason) implements SaveResult {}
}
