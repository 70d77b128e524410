/** The messages between server and workers, their codec, and the names of their queues. */
@NullMarked
package org.kalanjiyam.ocr.work;

import org.jspecify.annotations.NullMarked;
