/** Who did what, when; written in the transaction that did it. */
@NullMarked
package org.kalanjiyam.ocr.server.audit;

import org.jspecify.annotations.NullMarked;
