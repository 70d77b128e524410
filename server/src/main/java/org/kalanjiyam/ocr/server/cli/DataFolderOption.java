package org.kalanjiyam.ocr.server.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where data goes when nobody says. */
final class DataFolderOption {
  private DataFolderOption() {}

  /** {@code $XDG_DATA_HOME/kalanjiyam}, else {@code ~/.local/share/kalanjiyam}. */
  static Path orDefault(@Nullable Path chosen) {
    if (chosen != null) {
      return chosen;
    }
    String xdg = System.getenv("XDG_DATA_HOME");
    Path share =
        xdg != null && !xdg.isBlank()
            ? Path.of(xdg)
            : Path.of(System.getProperty("user.home"), ".local", "share");
    return share.resolve("kalanjiyam");
  }
}
