package org.kalanjiyam.ocr.server.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a person's wish to save a text. */
public sealed interface SaveResult {

  /** It is the newest revision; or it was already, and nothing was added. */
  record Saved(int version) implements SaveResult {}

  /**
   * Somebody was quicker: this is the newest text now.
   *
   * @param author who wrote it, to show; null: an engine
   * @param merged both texts put together, as far as that goes without a choice
   */
  record Conflict(
      String currentText, int currentVersion, @Nullable String author, List<Merge.Piece> merged)
      implements SaveResult {}

  /** It can't be saved; the reason tells a person why. */
  record Unfit(String reason) implements SaveResult {}
}
