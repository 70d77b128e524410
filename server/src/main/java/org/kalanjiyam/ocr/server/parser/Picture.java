package org.kalanjiyam.ocr.server.parser;

/**
 * A page image that was written.
 *
 * @param dpi 0 where unknown
 */
public record Picture(FileKind kind, int width, int height, int dpi) {}
