/** A book as files: text and its richer formats, streamed. */
@NullMarked
package org.kalanjiyam.ocr.server.export;

import org.jspecify.annotations.NullMarked;
