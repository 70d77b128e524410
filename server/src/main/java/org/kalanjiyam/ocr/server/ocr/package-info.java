/** What a person does with OCR: choose, look ahead, start, watch, control, look back. */
@NullMarked
package org.kalanjiyam.ocr.server.ocr;

import org.jspecify.annotations.NullMarked;
