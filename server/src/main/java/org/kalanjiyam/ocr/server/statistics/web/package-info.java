/** The history of the tracking, and the timeline of a task. */
@NullMarked
package org.kalanjiyam.ocr.server.statistics.web;

import org.jspecify.annotations.NullMarked;
