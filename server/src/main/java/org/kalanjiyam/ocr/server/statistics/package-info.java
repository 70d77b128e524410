/**
 * What became of the pages, counted: metrics for Prometheus and, in the product itself, the history
 * of the last hour, day and month.
 */
@ApplicationModule(allowedDependencies = {"dispatch", "platform", "task"})
@NullMarked
package org.kalanjiyam.ocr.server.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
