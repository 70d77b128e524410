package org.kalanjiyam.ocr.server.proof;

import java.util.UUID;

/**
 * What an engine that was given a page's text would correct in it, as far as nobody has changed the
 * same words since.
 *
 * @param taskId the task that asked for it
 * @param version the page's text that it would change
 * @param text the page's text with the suggestion
 * @param difference from the page's text
 */
public record Suggestion(
    UUID taskId,
    String engine,
    String language,
    int version,
    String text,
    TextDifference difference) {}
