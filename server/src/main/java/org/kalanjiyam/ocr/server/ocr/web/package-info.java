/** OCR in the browser and for programs. */
@NullMarked
package org.kalanjiyam.ocr.server.ocr.web;

import org.jspecify.annotations.NullMarked;
