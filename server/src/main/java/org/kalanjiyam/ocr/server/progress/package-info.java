/** Tasks as programs and people see them: how fast they go, when they will end. */
@ApplicationModule(allowedDependencies = {"account", "budget", "dispatch", "project", "task"})
@NullMarked
package org.kalanjiyam.ocr.server.progress;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
