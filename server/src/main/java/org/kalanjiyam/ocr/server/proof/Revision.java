package org.kalanjiyam.ocr.server.proof;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page's text as it once was, or is.
 *
 * @param author who wrote it, to show; null: an engine
 * @param engine the engine that read it, and so on; null: a person wrote it
 * @param confidence the engine's, 0 to 1; null where there is none
 * @param summary what its author says of the change; null: nothing
 * @param wordsChanged how many words it changed, added or removed; null: not counted
 * @param outdated whether the page has got another picture since
 * @param lines null where they were not asked for
 */
public record Revision(
    int version,
    String text,
    @Nullable String author,
    Instant createdAt,
    @Nullable String engine,
    @Nullable String engineVersion,
    @Nullable String language,
    @Nullable Double confidence,
    @Nullable String summary,
    @Nullable Integer wordsChanged,
    boolean outdated,
    @Nullable List<TextLine> lines) {

  /** The lines; none where they were not asked for. */
  List<TextLine> placedLines() {
    return lines == null ? List.of() : lines;
  }
}
