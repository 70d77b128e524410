/**
 * Redis: what runs now, for anyone who asks. Start with {@link
 * org.kalanjiyam.ocr.server.tracking.Records}, which has the exact keys and commands; {@link
 * org.kalanjiyam.ocr.server.tracking.RedisLink} keeps outages away from everybody; {@link
 * org.kalanjiyam.ocr.server.tracking.RecordWriter} follows the tasks; {@link
 * org.kalanjiyam.ocr.server.tracking.RunningTaskLookup} finds a running one; {@link
 * org.kalanjiyam.ocr.server.tracking.ProgressFeed} tells watchers.
 */
@ApplicationModule(allowedDependencies = {"platform", "progress", "project", "task"})
@NullMarked
package org.kalanjiyam.ocr.server.tracking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
