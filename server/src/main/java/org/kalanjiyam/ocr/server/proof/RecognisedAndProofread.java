package org.kalanjiyam.ocr.server.proof;

import org.jspecify.annotations.Nullable;

/**
 * A text that an engine recognised beside the newest that a person wrote on the same page.
 *
 * @param version the recognised revision
 * @param text what was recognised
 * @param truthVersion the person's revision
 * @param truth what the person wrote
 */
public record RecognisedAndProofread(
    int page,
    int version,
    String engine,
    @Nullable String engineVersion,
    @Nullable String language,
    String text,
    int truthVersion,
    String truth) {}
