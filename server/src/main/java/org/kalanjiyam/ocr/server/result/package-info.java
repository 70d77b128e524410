/** Outcomes in, text and counts out, each counted once. */
@NullMarked
package org.kalanjiyam.ocr.server.result;

import org.jspecify.annotations.NullMarked;
