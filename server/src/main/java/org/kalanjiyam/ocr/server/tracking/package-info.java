/**
 * Redis: what runs now, for anyone who asks. Start with {@link
 * org.kalanjiyam.ocr.server.tracking.Records}, which has the exact keys and commands; {@link
 * org.kalanjiyam.ocr.server.tracking.RedisLink} keeps outages away from everybody; {@link
 * org.kalanjiyam.ocr.server.tracking.Tracker} follows the tasks; {@link
 * org.kalanjiyam.ocr.server.tracking.Detection} finds a running one; {@link
 * org.kalanjiyam.ocr.server.tracking.TaskWatch} tells watchers.
 */
@NullMarked
package org.kalanjiyam.ocr.server.tracking;

import org.jspecify.annotations.NullMarked;
