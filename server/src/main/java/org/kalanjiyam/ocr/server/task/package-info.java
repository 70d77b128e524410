/**
 * OCR tasks and their pages as one state machine in SQL: start, pause, cancel, retry, finish;
 * events.
 */
@ApplicationModule(allowedDependencies = {"account", "audit", "problem", "project"})
@NullMarked
package org.kalanjiyam.ocr.server.task;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
