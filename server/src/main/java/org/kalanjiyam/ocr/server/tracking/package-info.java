/**
 * Redis: the task record, the progress record, their events; detection of a running task; live
 * progress for watchers.
 */
@NullMarked
package org.kalanjiyam.ocr.server.tracking;

import org.jspecify.annotations.NullMarked;
