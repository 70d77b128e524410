/**
 * An engine for tests that does what its page says: reads, waits, refuses, hangs, crashes. Not part
 * of the product; its jar is added to the classpath of a worker that is to be tested.
 */
@NullMarked
package org.kalanjiyam.ocr.engine.scripted;

import org.jspecify.annotations.NullMarked;
