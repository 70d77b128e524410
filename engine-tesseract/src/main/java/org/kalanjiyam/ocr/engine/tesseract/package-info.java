/**
 * Tesseract in this process, through its native library. {@code TesseractProvider} and {@code
 * Tessdata} touch no native code, so that a server can describe the engine without loading it.
 */
@NullMarked
package org.kalanjiyam.ocr.engine.tesseract;

import org.jspecify.annotations.NullMarked;
