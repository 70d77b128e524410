/** Tells people that a task ended: in the page, by e-mail, by webhook. */
@NullMarked
package org.kalanjiyam.ocr.server.notify;

import org.jspecify.annotations.NullMarked;
