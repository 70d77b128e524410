package org.kalanjiyam.ocr.engine;

import java.util.OptionalInt;

/**
 * The image of one page as it was stored: an encoded file (PNG, JPEG, TIFF, JPEG 2000, WebP).
 *
 * @param bytes the encoded image; not copied, do not change it
 * @param dpi pixels an inch where known
 */
public record PageImage(byte[] bytes, OptionalInt dpi) {}
