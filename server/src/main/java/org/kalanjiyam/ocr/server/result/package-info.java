/** Outcomes in, text and counts out, each counted once. */
@ApplicationModule(allowedDependencies = {"budget", "dispatch", "proof", "task"})
@NullMarked
package org.kalanjiyam.ocr.server.result;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
