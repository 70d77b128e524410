package org.kalanjiyam.ocr.engine.tesseract;

import org.kalanjiyam.ocr.engine.PageText;

/**
 * What was read on a page.
 *
 * @param preparation what was done to the image before
 */
record Reading(PageText text, String preparation) {}
