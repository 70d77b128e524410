/**
 * The worker process: takes a page from the broker, reads it, gives the outcome back; holds an
 * engine and a broker connection, nothing else. And the supervisor that keeps such processes alive.
 */
@NullMarked
package org.kalanjiyam.ocr.worker;

import org.jspecify.annotations.NullMarked;
