/**
 * Which page goes out next, to which engine's queue; the workers that announce themselves; outcomes
 * that never came.
 */
@ApplicationModule(
    allowedDependencies = {"account", "budget", "platform", "problem", "project", "task"})
@NullMarked
package org.kalanjiyam.ocr.server.dispatch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
