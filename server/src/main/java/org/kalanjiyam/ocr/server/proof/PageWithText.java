package org.kalanjiyam.ocr.server.proof;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.kalanjiyam.ocr.server.project.Page;

/**
 * A page and its newest text.
 *
 * @param version its newest revision; 0: no text yet
 * @param engine the engine that read the page last, though a person may have edited it since
 * @param language the language that it was read in
 * @param confidence of the engine's reading; null where there is none, or a person has edited it
 * @param outdated whether the page has got another picture since
 * @param lines in their places; none where the text is outdated
 */
public record PageWithText(
    Page page,
    int version,
    String text,
    @Nullable String engine,
    @Nullable String language,
    @Nullable Double confidence,
    boolean outdated,
    List<TextLine> lines) {}
