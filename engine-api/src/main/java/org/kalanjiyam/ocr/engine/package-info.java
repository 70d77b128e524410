/** What an OCR engine is: one page image in, one outcome out. Depends on nothing. */
@NullMarked
package org.kalanjiyam.ocr.engine;

import org.jspecify.annotations.NullMarked;
