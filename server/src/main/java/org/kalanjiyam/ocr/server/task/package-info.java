/**
 * OCR tasks and their pages as one state machine in SQL: start, pause, cancel, retry, finish;
 * events.
 */
@NullMarked
package org.kalanjiyam.ocr.server.task;

import org.jspecify.annotations.NullMarked;
