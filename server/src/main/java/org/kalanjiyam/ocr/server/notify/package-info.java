/** Tells people that a task ended: in the page, by e-mail, by webhook. */
@ApplicationModule(allowedDependencies = {"account", "http", "problem", "progress", "site", "task"})
@NullMarked
package org.kalanjiyam.ocr.server.notify;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
